package io.datasafe.outbox;

import io.datasafe.internal.pg.DriverNotifications;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Waits for notifications on a connection of its own, and wakes the reader. The reader works without it, by polling.
 */
final class Listening implements Runnable {
    /** The time without a notification after which the connection is tested. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int ANSWER_SECONDS = 5;

    private final String name;
    private final DataSource direct;
    private final String channel;
    private final WakeUp reader;
    private final Announcer announcer;
    private final WakeUp end = new WakeUp();
    private volatile @Nullable Connection open;
    private int failures;

    Listening(ReaderOptions options, DataSource direct, WakeUp reader, Announcer announcer) {
        this.name = options.name();
        this.direct = direct;
        this.channel = options.channel();
        this.reader = reader;
        this.announcer = announcer;
    }

    @Override
    public void run() {
        while (!end.isClosed()) {
            try (Connection connection = direct.getConnection()) {
                listen(connection);
            } catch (Throwable e) {
                // Catches Errors too: nothing else would notice the end of this thread.
                if (!end.isClosed()) {
                    failed(e);
                }
            } finally {
                open = null;
            }
        }
    }

    void close() throws SQLException {
        end.close();
        Connection connection = open;
        if (connection != null) {
            connection.abort(Runnable::run);
        }
    }

    private void listen(Connection connection) throws SQLException {
        open = connection;
        if (end.isClosed()) {
            return;
        }
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
        try (Statement statement = connection.createStatement()) {
            // Quoted, because pg_notify does not fold the name to lower case.
            statement.execute("LISTEN " + Channel.quoted(channel));
        }
        failures = 0;
        announcer.announce(new OutboxEvent.Listening(name, channel));
        // Notifications that were sent before LISTEN are lost, so look once now.
        reader.ring();
        while (!end.isClosed()) {
            if (DriverNotifications.await(connection, SILENCE)) {
                reader.ring();
            } else if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the connection used for LISTEN does not respond", "08006");
            }
        }
    }

    private void failed(Throwable failure) {
        failures++;
        Duration pause = Backoff.DATABASE.after(failures);
        announcer.announce(new OutboxEvent.ListeningFailed(name, failures, failure, pause));
        end.pause(pause);
    }
}
