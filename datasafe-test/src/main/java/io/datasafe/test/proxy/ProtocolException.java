package io.datasafe.test.proxy;

import java.io.IOException;

/** The bytes are not PostgreSQL's protocol, version 3, in plain text. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1;

    ProtocolException(String message) {
        super(message);
    }
}
