package io.datasafe.internal.scope;

/**
 * Accepts SQL failures that a layer above JDBC has caught, so that a silent rollback can name the failed statement's
 * error as its cause.
 */
public interface FailureSink {
    /**
     * Records the failure of a statement. Only the first failure in a transaction counts; later ones only say 25P02.
     *
     * @param failure the exception of the driver
     */
    void statementFailed(Throwable failure);
}
