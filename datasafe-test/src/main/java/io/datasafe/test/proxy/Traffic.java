package io.datasafe.test.proxy;

/**
 * How much went through a {@link FaultProxy}, or through one {@link Link} of it.
 *
 * <p>Counts only grow; take the difference of two with {@link #since}. An answer is counted before the client gets it, so what a finished JDBC call caused is
 * counted when the call returns. Immutable.
 *
 * @param connects sessions that clients have asked for: startup messages. Cancel requests are none.
 * @param roundTrips network round trips. One begins when the client sends something that the server must answer and no earlier answer is outstanding; it ends
 *     with the server's last outstanding {@code ReadyForQuery}. However many messages and {@code Sync}s a client sends before it waits, they are one trip.
 *     {@code COPY ... FROM STDIN} is two: the command, and the data. Connecting, and what drivers and pools send on a new connection before anything else
 *     ({@code SET extra_float_digits}, {@code SET application_name}, {@code SHOW TRANSACTION ISOLATION LEVEL}, empty queries) are none.
 * @param statements statements that were sent to be executed, each statement of a text of several, and each of a batch. Transaction control ({@code BEGIN},
 *     {@code COMMIT}, {@code ROLLBACK}, savepoints), empty queries, fetching more rows of a cursor and what is sent on a new connection (above) are none.
 * @param bytesToServer bytes that clients have sent, handshakes included, also those that a fault swallowed
 * @param bytesToClient bytes that the server has sent, handshakes included, also those that a fault swallowed
 * @since 0.1
 */
public record Traffic(long connects, long roundTrips, long statements, long bytesToServer, long bytesToClient) {
    /**
     * What has been added since.
     *
     * @param earlier the counts of then
     * @return these counts less those
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
