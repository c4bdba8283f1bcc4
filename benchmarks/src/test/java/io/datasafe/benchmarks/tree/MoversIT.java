package io.datasafe.benchmarks.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.benchmarks.server.Server;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that are compared move the same, and refuse the same; and what counts loops finds them. */
class MoversIT {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cluster = EmbeddedCluster.start();
        Path file = directory.resolve("server.properties");
        Server.of(cluster).write(file);
        System.setProperty(Server.PROPERTY, file.toString());
    }

    @AfterAll
    static void stop() {
        System.clearProperty(Server.PROPERTY);
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bareJdbc", "unlocked", "serializable", "ltree", "closureTable", "datasafe"})
    void movesTheSubtreeAndRefusesALoop(String peer) throws SQLException {
        Movers movers = movers(peer);
        Mover mover = mover(movers, peer);
        long one = movers.head(3);
        long other = movers.head(4);

        assertThat(movers.move(mover, one, other)).isTrue();
        assertThat(below(movers, peer, other)).hasSize(2 * 1_111).contains(new Found(one, "node " + one, 1));
        assertThat(movers.move(mover, other, one)).isFalse();
        assertThat(movers.move(mover, other, other)).isFalse();
        assertThat(movers.move(mover, one, Movers.home(one))).isTrue();
        assertThat(below(movers, peer, other)).hasSize(1_111);

        for (int i = 0; i < 20; i++) {
            movers.move(mover);
        }
        assertThat(movers.endLoop(one)).isZero();
        movers.close();
    }

    @Test
    void countsLoopsAndEndsThem() throws SQLException {
        Movers movers = movers("bareJdbc");
        long one = movers.head(0);
        long other = movers.head(1);
        long below = movers.head(2);
        long own = movers.head(3);
        parent(movers, one, other);
        parent(movers, other, one);
        parent(movers, below, one);
        parent(movers, own, own);

        assertThat(movers.endLoop(below)).isZero();
        assertThat(movers.endLoop(one)).isOne();
        assertThat(movers.endLoop(other)).isZero();
        assertThat(movers.endLoop(own)).isOne();
        movers.close();
    }

    private static void parent(Movers movers, long node, long parent) throws SQLException {
        execute(movers, "update node set parent_id = " + parent + " where id = " + node);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bareJdbc", "ltree", "closureTable"})
    void noticesATreeThatIsNotWhole(String peer) throws SQLException {
        Movers movers = movers(peer);
        execute(
                movers,
                switch (peer) {
                    case "ltree" -> "update ltree_node set path = '0.4711.99' where id = 99";
                    case "closureTable" -> "delete from closure where descendant = 99 and ancestor = 0";
                    default -> "update node set parent_id = id where id = 9999";
                });

        assertThatThrownBy(movers::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not where they belong");
    }

    private static Movers movers(String peer) throws SQLException {
        Movers movers = new Movers();
        movers.depth = 4;
        movers.heads = 10;
        movers.open(peer, 2);
        return movers;
    }

    private static Mover mover(Movers movers, String peer) {
        return switch (peer) {
            case "bareJdbc" -> Movings.BY_HAND;
            case "unlocked" -> Movings.UNLOCKED;
            case "serializable" -> Movings.RETRIED;
            case "ltree" -> Movings.LTREE;
            case "closureTable" -> Movings.CLOSURE;
            default -> movers.datasafe();
        };
    }

    private static List<Found> below(Movers movers, String peer, long root) throws SQLException {
        try (Connection connection = movers.pool().getConnection()) {
            return switch (peer) {
                case "ltree" -> ByHand.ltree(connection, root);
                case "closureTable" -> ByHand.closure(connection, root);
                default -> ByHand.below(connection, root);
            };
        }
    }

    private static void execute(Movers movers, String sql) throws SQLException {
        try (Connection connection = movers.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
