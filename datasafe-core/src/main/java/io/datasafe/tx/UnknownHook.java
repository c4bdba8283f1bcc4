package io.datasafe.tx;

/**
 * What is to be done once the outcome of a transaction is unknown, such as storing its ticket.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UnknownHook {
    /**
     * Runs on the transaction's thread, with no transaction open on its data source and no connection of it held.
     *
     * @param unknown what the caller is about to get; has the {@link CommitUnknownException#ticket}
     * @throws Exception to report a failure, which reaches the listener and never the caller
     */
    void run(CommitUnknownException unknown) throws Exception;
}
