package io.datasafe.test.proxy;

/**
 * The counts of what passed a {@link FaultProxy}, or one {@link Link} of it.
 *
 * <p>Counts only grow; {@link #since} returns the difference of two. An answer is counted before the client receives
 * it, so everything that a finished JDBC call caused is counted when the call returns. Immutable.
 *
 * @param connects the sessions that clients have asked for, by startup messages; cancel requests do not count
 * @param roundTrips the network round trips. One begins when the client sends something that the server must answer
 *     while no earlier answer is outstanding, and ends with the server's last outstanding {@code ReadyForQuery}. All
 *     messages and {@code Sync}s that a client sends before it waits are one trip. {@code COPY ... FROM STDIN} is two:
 *     the command, and the data. Connecting does not count, and neither does what drivers and pools send on a new
 *     connection before anything else ({@code SET extra_float_digits}, {@code SET application_name},
 *     {@code SHOW TRANSACTION ISOLATION LEVEL}, empty queries)
 * @param statements the statements sent for execution; each statement of a text of several counts, and each of a batch.
 *     Transaction control ({@code BEGIN}, {@code COMMIT}, {@code ROLLBACK}, savepoints), empty queries, fetching more
 *     rows of a cursor, and what is sent on a new connection (above) do not count
 * @param bytesToServer the bytes that clients have sent, handshakes included, even if a fault swallowed them
 * @param bytesToClient the bytes that the server has sent, handshakes included, even if a fault swallowed them
 * @since 0.1
 */
public record Traffic(long connects, long roundTrips, long statements, long bytesToServer, long bytesToClient) {
    /**
     * Returns what was added since an earlier count.
     *
     * @param earlier the earlier counts
     * @return the difference
     */
    public Traffic since(Traffic earlier) {
        return new Traffic(
                connects - earlier.connects,
                roundTrips - earlier.roundTrips,
                statements - earlier.statements,
                bytesToServer - earlier.bytesToServer,
                bytesToClient - earlier.bytesToClient);
    }
}
