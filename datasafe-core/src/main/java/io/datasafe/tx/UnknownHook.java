package io.datasafe.tx;

/**
 * Runs once the outcome of a transaction is unknown, for example to store its ticket.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UnknownHook {
    /**
     * Runs on the transaction's thread, with no transaction open on its data source and no connection of it held.
     *
     * @param unknown the exception that the caller is about to get; it has the {@link CommitUnknownException#ticket}
     * @throws Exception to report a failure: the listener hears it, the caller does not
     */
    void run(CommitUnknownException unknown) throws Exception;
}
