package io.datasafe.benchmarks.watch;

import io.datasafe.benchmarks.stub.StubDataSource;
import io.datasafe.watch.Watch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What is sent, and the connections that it is sent over.
 *
 * @since 0.1
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class Statements {
    /** How many are sent in a unit of work. */
    static final int COUNT = 100;

    /**
     * Where they are sent: {@code outside} of a scope, or in one, all of them {@code different}, or one {@code
     * repeated}.
     */
    @Param({"outside", "different", "repeated"})
    public String use;

    /** How many rows each result has. */
    @Param({"1", "20"})
    public int rows;

    /** How many columns each row has; all are read. */
    @Param({"1", "8"})
    public int columns;

    private String[] texts;
    private Connection bare;
    private Connection watched;
    private Connection proxied;
    private long seen;

    /**
     * Opens the connections.
     *
     * @throws SQLException never
     */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        texts = IntStream.range(0, COUNT)
                .mapToObj(i -> "select t.id, t.name from table_" + i + " t where t.id = ? and t.deleted is null")
                .toArray(String[]::new);
        if (use.equals("repeated")) {
            Arrays.fill(texts, texts[0]);
        }
        bare = stub().getConnection();
        watched = Watch.watched(stub()).getConnection();
        proxied = ProxyDataSourceBuilder.create(stub())
                .afterQuery((execution, queries) -> seen += queries.size())
                .build()
                .getConnection();
    }

    private DataSource stub() {
        return StubDataSource.ofOneConnection(rows, columns);
    }

    boolean inScope() {
        return !use.equals("outside");
    }

    Connection bare() {
        return bare;
    }

    Connection watched() {
        return watched;
    }

    Connection proxied() {
        return proxied;
    }

    /** {@return how many statements the other proxy's listener has counted} */
    public long seen() {
        return seen;
    }

    /** Sends them all, one after the other, with values of their own. */
    long send(Connection connection) throws SQLException {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            try (PreparedStatement query = connection.prepareStatement(texts[i])) {
                query.setLong(1, i);
                sum += sum(query);
            }
        }
        return sum;
    }

    private long sum(PreparedStatement query) throws SQLException {
        long sum = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    sum += row.getLong(column);
                }
            }
        }
        return sum;
    }
}
