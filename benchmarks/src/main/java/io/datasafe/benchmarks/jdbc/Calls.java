package io.datasafe.benchmarks.jdbc;

import io.datasafe.benchmarks.stub.StubDataSource;
import io.datasafe.tx.Transactions;
import io.datasafe.watch.Watch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Which calls are made, and the objects that they go through, all on connections that do nothing.
 *
 * @since 0.1
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class Calls {
    /** How many calls an operation makes: what stands around them is not to be seen. */
    static final int COUNT = 1_000;

    private static final Duration FAR_AWAY = Duration.ofDays(1);

    /**
     * What is called: {@code getter} is {@code getLong} of one result; {@code query} is {@code setLong} and {@code
     * executeQuery}.
     */
    @Param({"getter", "query"})
    public String call;

    private DataSource bare;
    private Transactions transactions;
    private Transactions deadline;
    private DataSource watched;
    private boolean getter;

    /** Makes them. */
    @Setup(Level.Trial)
    public void open() {
        getter = call.equals("getter");
        bare = StubDataSource.ofOneConnection();
        transactions = Transactions.of(StubDataSource.ofOneConnection());
        // Read-only: then the prologue asks for nothing that the stub would have to answer.
        deadline = transactions.readOnly().deadline(FAR_AWAY);
        watched = Watch.watched(StubDataSource.ofOneConnection());
    }

    DataSource bare() {
        return bare;
    }

    Transactions transactions() {
        return transactions;
    }

    Transactions deadline() {
        return deadline;
    }

    DataSource watched() {
        return watched;
    }

    /** Makes all calls. */
    long make(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select a from t where b = ?")) {
            return getter ? read(statement) : send(statement);
        }
    }

    private static long read(PreparedStatement statement) throws SQLException {
        statement.setLong(1, COUNT);
        long sum = 0;
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            for (int i = 0; i < COUNT; i++) {
                sum += row.getLong(1);
            }
        }
        return sum;
    }

    private static long send(PreparedStatement statement) throws SQLException {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            statement.setLong(1, i);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                sum += row.getLong(1);
            }
        }
        return sum;
    }
}
