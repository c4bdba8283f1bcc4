package io.datasafe.tx;

/**
 * Runs once a transaction has committed, or has rolled back.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Hook {
    /**
     * Runs on the transaction's thread, with no transaction open on its data source and no connection of it held.
     *
     * @throws Exception to report a failure: the listener hears it, the caller does not
     */
    void run() throws Exception;
}
