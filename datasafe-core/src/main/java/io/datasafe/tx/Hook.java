package io.datasafe.tx;

/**
 * What is to be done once a transaction has committed.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Hook {
    /**
     * Runs on the transaction's thread, with no transaction open on its data source and no connection of it held.
     *
     * @throws Exception to report a failure, which reaches the listener and never the caller
     */
    void run() throws Exception;
}
