package io.datasafe.test.cluster;

/** Says that a port that was free a moment ago is somebody else's now. */
final class PortTakenException extends ClusterException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message) {
        super(message);
    }
}
