package io.datasafe.examples.quickstart.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.examples.quickstart.pom.Coordinates;
import io.datasafe.examples.quickstart.pom.Dependency;
import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.test.DatasafeExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the contenders store, and that each kind of damage is found. */
@ExtendWith(DatasafeExtension.class)
class ChecksIT {
    private static final String LONG = "x".repeat(LicenceStore.NAME_LENGTH + 1);
    private static final List<Pom> POMS =
            List.of(pom("1", List.of("Apache-2.0"), "d", "d", "e"), pom("2", List.of("Apache-2.0", LONG, "MIT"), "e"));

    private final Tally tally = new Tally();
    private DataSource dataSource;

    @BeforeEach
    void create(DataSource fresh) throws Exception {
        dataSource = fresh;
        Schema.create(dataSource);
    }

    private static Pom pom(String version, List<String> licences, String... dependencies) {
        List<Dependency> targets = java.util.Arrays.stream(dependencies)
                .map(each -> new Dependency(new Coordinates("g", each), "compile", false, null))
                .toList();
        return new Pom(new Coordinates("g", "a"), version, "jar", licences, targets, List.of());
    }

    private Outcome ingest(Contender contender) throws SQLException {
        POMS.forEach(pom -> contender.ingest(dataSource, pom, tally));
        return outcome(contender);
    }

    private Outcome outcome(Contender contender) throws SQLException {
        return new Outcome(
                contender,
                POMS.size(),
                tally,
                Rows.expected(POMS),
                Rows.stored(dataSource),
                Counters.compared(dataSource),
                1,
                OptionalLong.empty());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void findsNothingWrongWithWhatDatasafeStores() throws Exception {
        Outcome outcome = ingest(new WithDatasafe());

        // Artifacts a, d, e; licences Apache-2.0, MIT; 2 versions; 3 licences of versions; 4 dependencies.
        assertThat(outcome.stored().count()).isEqualTo(3 + 2 + 2 + 3 + 4);
        assertThat(outcome.rowsLost()).isZero();
        assertThat(outcome.rowsDoubled()).isZero();
        assertThat(outcome.counters()).isEqualTo(new Counters(0, 0));
        assertThat(outcome.silentlyLost()).isZero();
        assertThat(outcome.wronglyAnnounced()).isZero();
        assertThat(outcome.failures()).isEqualTo("22001: 1");
    }

    @Test
    void showsThatPlainJdbcLosesAFileSilentlyAfterASwallowedError() throws Exception {
        Outcome outcome = ingest(new PlainJdbc());

        assertThat(outcome.tally().givenUpCount()).isZero();
        assertThat(outcome.silentlyLost()).isEqualTo(1);
        assertThat(outcome.wronglyAnnounced()).isEqualTo(1);
        assertThat(outcome.rowsLost()).isPositive();
    }

    @Test
    void showsThatARetryLoopAnnouncesWhatItThenGivesUp() throws Exception {
        Outcome outcome = ingest(RetryingJdbc.usual());

        assertThat(outcome.tally().attempts()).isEqualTo(1 + 3);
        assertThat(outcome.tally().givenUpCount()).isEqualTo(1);
        assertThat(outcome.failures()).isEqualTo("22001: 3, 25P02: 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete from version_licence where licence_id = (select id from licence where name = 'MIT') | 1 | 0 | 0 | 1",
                "delete from dependency where id = (select min(id) from dependency) | 1 | 0 | 0 | 2",
                "insert into dependency (version_id, artifact_id, scope, optional) select version_id, artifact_id, scope, optional"
                        + " from dependency where id = (select min(id) from dependency) | 0 | 1 | 2 | 0",
                "update version set packaging = 'war' where version = '1' | 1 | 1 | 0 | 0",
                "insert into artifact (group_id, artifact_id) values ('g', 'z') | 0 | 1 | 0 | 0",
                "update licence set used = used - 1 where name = 'Apache-2.0' | 0 | 0 | 1 | 0",
                "update artifact set versions = versions + 5 where artifact_id = 'a' | 0 | 0 | 0 | 5",
                "update group_statistics set dependencies = 0 | 0 | 0 | 4 | 0"
            })
    void findsDamage(String damage, long lost, long doubled, long additionsLost, long additionsDoubled)
            throws Exception {
        ingest(new WithDatasafe());

        execute(damage);

        Outcome outcome = outcome(new WithDatasafe());
        assertThat(outcome.rowsLost()).isEqualTo(lost);
        assertThat(outcome.rowsDoubled()).isEqualTo(doubled);
        assertThat(outcome.counters()).isEqualTo(new Counters(additionsLost, additionsDoubled));
    }
}
