package io.datasafe.examples.quickstart.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.examples.quickstart.pom.Coordinates;
import io.datasafe.examples.quickstart.pom.Dependency;
import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fault does to each contender, and that faults befall the files for which they are planned and no others. */
@ExtendWith(DatasafeExtension.class)
class FaultsIT {
    private static final Pom MARKED = pom("marked");
    private static final Pom OTHER = pom("other");

    private final Tally tally = new Tally();
    private HikariDataSource pool;
    private FaultProxy proxy;

    /** One connection, so that it is the same one that each file gets, while it lives. */
    @BeforeEach
    void open(@ThroughProxy DataSource dataSource, FaultProxy between) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        proxy = between;
        Schema.create(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static Pom pom(String name) {
        Dependency dependency = new Dependency(new Coordinates("g", "d"), "compile", false, null);
        return new Pom(new Coordinates("g", name), "1", "jar", List.of("MIT"), List.of(dependency), List.of());
    }

    private FaultInjector injector(PlannedFault fault) {
        return new FaultInjector(pool, proxy, plan(fault));
    }

    private static FaultPlan plan(PlannedFault fault) {
        return new FaultPlan(List.of(MARKED, OTHER), Map.of(MARKED.id(), fault));
    }

    private FaultOutcome ingest(Contender contender, PlannedFault fault) throws SQLException {
        try (FaultInjector injector = injector(fault)) {
            for (Pom pom : List.of(MARKED, OTHER)) {
                contender.ingest(injector.around(pom), pom, tally);
            }
            Outcome outcome = new Outcome(
                    contender,
                    2,
                    tally,
                    Rows.expected(List.of(MARKED, OTHER)),
                    Rows.stored(pool),
                    Counters.compared(pool),
                    1,
                    OptionalLong.empty());
            return new FaultOutcome(plan(fault), injector.met(), outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain JDBC,         ANSWER_LOST, UNKNOWN_STORED",
        "plain JDBC,         COMMIT_LOST, UNKNOWN_ABSENT",
        "plain JDBC,         CUT_MIDWAY,  GIVEN_UP",
        "JDBC + blind retry, ANSWER_LOST, TWICE",
        "JDBC + blind retry, COMMIT_LOST, ONCE",
        "JDBC + blind retry, CUT_MIDWAY,  ONCE",
        "datasafe,           ANSWER_LOST, ONCE",
        "datasafe,           COMMIT_LOST, ONCE",
        "datasafe,           CUT_MIDWAY,  ONCE"
    })
    void showsWhatBecomesOfTheFile(String name, PlannedFault fault, Fate fate) throws Exception {
        Contender contender = FaultStep.contenders().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();

        FaultOutcome outcome = ingest(contender, fault);

        assertThat(outcome.met()).containsExactly(MARKED.id());
        assertThat(outcome.fates(fault)).isEqualTo(Map.of(fate, 1));
        assertThat(outcome.fates(null)).isEqualTo(Map.of(Fate.ONCE, 1));
        // A lost answer costs the plain one its announcement, and the blind one announces before each COMMIT.
        boolean harmless = contender instanceof WithDatasafe
                || contender instanceof RetryingJdbc && fault == PlannedFault.CUT_MIDWAY;
        assertThat(FaultStep.checks(outcome).stream().allMatch(Check::passed)).isEqualTo(harmless);
    }

    @Test
    void countsAFileThatIsStoredTwiceEverywhere() throws Exception {
        Outcome outcome =
                ingest(RetryingJdbc.patient(2), PlannedFault.ANSWER_LOST).outcome();

        assertThat(outcome.rowsDoubled()).isEqualTo(1);
        // Its artifact, its group, its licence.
        assertThat(outcome.counters()).isEqualTo(new Counters(0, 3));
        assertThat(outcome.wronglyAnnounced()).isEqualTo(1);
        assertThat(outcome.notAnnounced()).isZero();
        assertThat(outcome.failures()).isEqualTo("08006: 1");
    }

    @Test
    void findsOutWhatBecameOfALostCommit() throws Exception {
        ingest(new WithDatasafe(), PlannedFault.ANSWER_LOST);
        assertThat(tally.resolvedToCommitted()).isEqualTo(1);
        assertThat(tally.resolvedToRolledBack()).isZero();
        assertThat(tally.attempts()).isEqualTo(2);

        Schema.create(pool);
        ingest(new WithDatasafe(), PlannedFault.COMMIT_LOST);
        assertThat(tally.resolvedToRolledBack()).isEqualTo(1);
        assertThat(tally.attempts()).isEqualTo(2 + 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_LOST", "COMMIT_LOST"})
    void sparesTheNextFileOnTheSameConnection(PlannedFault fault) throws Exception {
        try (FaultInjector injector = injector(fault)) {
            injector.around(MARKED).getConnection().close();
            commit(injector.around(OTHER));
            assertThat(injector.met()).isEmpty();

            assertThatThrownBy(() -> commit(injector.around(MARKED))).isInstanceOf(SQLException.class);
            assertThat(injector.met()).containsExactly(MARKED.id());
            commit(injector.around(MARKED));
        }
    }

    @Test
    void breaksNothingOnceItIsClosed() throws Exception {
        try (FaultInjector injector = injector(PlannedFault.COMMIT_LOST)) {
            injector.around(MARKED).getConnection().close();
        }

        commit(pool);
    }

    private static void commit(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into licence (name) values (gen_random_uuid()::text)");
            connection.commit();
        }
    }
}
