package io.datasafe.benchmarks.tree;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.server.CycleCount;
import io.datasafe.benchmarks.server.Lodging;
import io.datasafe.jooq.JooqTransactions;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A tree in which all threads move subtrees of 1,111 nodes, and who moves them.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class Movers {
    /**
     * One move in so many goes below another subtree that moves too, where two moves can make a loop; all others go
     * back home.
     */
    private static final int STRAY = 4;

    private static final int LEVELS_MOVED = 4;

    /**
     * How many levels the tree has below its root, each node with ten children: 5 make 111,111 nodes; 100 of them head
     * a subtree of 1,111.
     */
    @Param("5")
    public int depth;

    /** How many of them move. The fewer, the more often two moves meet. */
    @Param("10")
    public int heads;

    private final LongAdder loops = new LongAdder();
    private Lodging lodging;
    private HikariDataSource pool;
    private Encoding encoding;
    private Mover datasafe;

    /**
     * Copies the tree.
     *
     * @param params how many threads there are, and which benchmark it is
     * @throws SQLException if the server refuses
     */
    @Setup(Level.Trial)
    public void open(BenchmarkParams params) throws SQLException {
        open(params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1), params.getThreads());
    }

    /** Opens it for a peer. */
    void open(String peer, int threads) throws SQLException {
        Stock stock = Stock.forest(depth);
        lodging = Lodging.copy(stock.name(), stock.fill());
        pool = lodging.pool(lodging.server().host(), lodging.server().port(), threads);
        encoding = Encoding.of(peer);
        JooqTransactions transactions = JooqTransactions.of(Transactions.of(pool));
        datasafe = (pool, node, parent) -> Trees.move(transactions, node, parent);
    }

    /**
     * Moves a subtree to somewhere else; where it may have become part of a loop, looks whether it has, and moves it
     * back home.
     *
     * @param mover who does it
     * @return whether it was moved, and not refused because it would have made a loop
     * @throws SQLException if the server refuses
     */
    boolean move(Mover mover) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long node = head(random.nextInt(heads));
        if (random.nextInt(STRAY) > 0) {
            return move(mover, node, home(node));
        }
        boolean moved = move(mover, node, head(random.nextInt(heads)));
        if (moved) {
            loops.add(endLoop(node));
        }
        return moved;
    }

    boolean move(Mover mover, long node, long parent) throws SQLException {
        return mover.move(pool, node, parent);
    }

    /** A node with a subtree of 1,111 nodes. */
    long head(int index) {
        return Levels.first(depth + 1 - LEVELS_MOVED) + index;
    }

    static long home(long node) {
        return (node - 1) / Levels.CHILDREN;
    }

    HikariDataSource pool() {
        return pool;
    }

    Mover datasafe() {
        return datasafe;
    }

    /** {@return 1 if the node is its own ancestor, and was moved back home} */
    int endLoop(long node) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return encoding.endLoop(connection, node);
        }
    }

    /** Tells how many loops the moves of an iteration have made. */
    @TearDown(Level.Iteration)
    public void count() {
        CycleCount.found(loops.sumThenReset());
    }

    /**
     * Checks that the tree is whole, and closes.
     *
     * @throws SQLException if the server refuses
     */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            encoding.check(connection);
        } finally {
            pool.close();
            lodging.close();
        }
    }
}
