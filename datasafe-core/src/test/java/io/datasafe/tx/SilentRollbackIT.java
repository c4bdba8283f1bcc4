package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.internal.scope.FailureSink;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain {@code Connection.commit()} returns normally in each of these, with nothing stored. */
class SilentRollbackIT {
    enum Way {
        DRIVER_STATE,
        REPORTING_FLIGHT,
        HIDDEN_DRIVER
    }

    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSwallowedErrorCannotCommit(Way way) throws SQLException {
        AtomicInteger hooks = new AtomicInteger();
        Throwable caught = catchThrowable(() -> transactions(way).named("pay").run(t -> {
            t.afterCommit("count", hooks::incrementAndGet);
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            catchThrowable(() -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
        }));
        assertThat(caught)
                .isInstanceOf(SilentRollbackException.class)
                .hasMessageContaining("transaction \"pay\" was rolled back");
        assertThat(db.query("SELECT id FROM item")).isEmpty();
        assertThat(hooks).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aHealthyTransactionCommits(Way way) throws SQLException {
        transactions(way).run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void theConnectionIsCleanAfterwards() throws SQLException {
        catchThrowable(() ->
                transactions(Way.HIDDEN_DRIVER).run(t -> catchThrowable(() -> execute(t.connection(), "SELECT 1/0"))));
        transactions(Way.HIDDEN_DRIVER).run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    static Stream<Way> ways() {
        return Stream.of(Way.values());
    }

    private Transactions transactions(Way way) {
        return switch (way) {
            case DRIVER_STATE -> Transactions.of(db.pool());
            case REPORTING_FLIGHT -> Transactions.on(db.pool()).reportPosition().build();
            case HIDDEN_DRIVER -> Transactions.of(WrappingDataSource.hiding(db.pool()));
        };
    }

    /** A layer above that sees each failure, as jOOQ's listener does, tells; what comes after the first one says only that there was one. */
    @ParameterizedTest
    @MethodSource("ways")
    void theFirstErrorThatIsKnownIsTheCause(Way way) throws SQLException {
        List<Throwable> seen = new ArrayList<>();
        Throwable caught = catchThrowable(() -> transactions(way).run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            for (int i = 0; i < 2; i++) {
                Throwable failure = catchThrowable(() -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
                seen.add(failure);
                ((FailureSink) t).statementFailed(failure);
            }
        }));
        assertThat(seen).extracting(SqlState::of).containsExactly("23505", "25P02");
        assertThat(caught).isInstanceOf(SilentRollbackException.class).hasCause(seen.get(0));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSavepointInOrAfterItNamesItToo(Way way) throws SQLException {
        List<Throwable> seen = new ArrayList<>();
        Action<Tx, RuntimeException> swallowing = t -> {
            Throwable failure = catchThrowable(() -> execute(t.connection(), "SELECT 1/0"));
            seen.add(failure);
            ((FailureSink) t).statementFailed(failure);
        };
        Throwable after = catchThrowable(() -> transactions(way).run(t -> {
            swallowing.apply(t);
            t.runSavepoint(s -> {});
        }));
        assertThat(after).isInstanceOf(SilentRollbackException.class).hasCause(seen.get(0));
        transactions(way).run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            Throwable within = catchThrowable(() -> t.runSavepoint(swallowing));
            assertThat(within).isInstanceOf(SilentRollbackException.class).hasCause(seen.get(1));
        });
        assertThat(db.query("SELECT id FROM item")).as("undone alone").containsExactly("1");
    }
}
