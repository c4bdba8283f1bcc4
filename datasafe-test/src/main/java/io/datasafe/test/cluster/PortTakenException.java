package io.datasafe.test.cluster;

/** Another process took a port that was free a moment before. */
final class PortTakenException extends ClusterException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message) {
        super(message);
    }
}
