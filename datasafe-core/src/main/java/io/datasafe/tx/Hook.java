package io.datasafe.tx;

/**
 * What is to be done once a transaction has committed.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Hook {
    /**
     * Runs on the transaction's thread, with no transaction open and no connection held.
     *
     * @throws Exception to report a failure, which reaches the listener and never the caller
     */
    void run() throws Exception;
}
