package io.datasafe.internal.scope;

/** Takes SQL failures that a layer above JDBC has seen, so that a silent rollback can name the statement's error as its cause. */
public interface FailureSink {
    /**
     * Notes a failed statement. Only the first one in a transaction counts: the later ones say no more than 25P02.
     *
     * @param failure what the driver threw
     */
    void statementFailed(Throwable failure);
}
