package io.datasafe.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command with {@code --url}: the cluster plays the user's server. */
class UserServerIT {
    @RegisterExtension
    static final DatasafeExtension POSTGRES =
            DatasafeExtension.builder().replicas(1).build();

    private static final String SCHEMAS =
            "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1";

    @TempDir
    private Path directory;

    @BeforeEach
    void plant() throws Exception {
        Shop.plant(directory);
    }

    private Session run(String url, String password, String... more) {
        List<String> args =
                new ArrayList<>(List.of("--repository", directory.toString(), "--limit", "20", "--url", url));
        args.addAll(List.of(more));
        return Session.of(Map.of("DATASAFE_PASSWORD", password), args.toArray(String[]::new));
    }

    private static List<String> query(Database database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static void execute(Database database, String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void leavesTheServerAsItWas(EmbeddedCluster cluster, Database database) throws Exception {
        Session session = run(
                database.jdbcUrl(),
                cluster.primary().password(),
                "--user",
                cluster.primary().user());

        assertThat(session.err()).isEmpty();
        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(session.out())
                .containsPattern("in the schema datasafe_quickstart_[0-9a-z]+")
                .contains("All 23 checks passed")
                .doesNotContain(cluster.primary().password());
        assertThat(session.datasafe(Session.CONFLICTS, "round trips")).matches("[0-9,]+");
        // The proxy leads to the user's server too: of 20 files one meets each of three faults.
        assertThat(session.datasafe(Session.FAULTS, "faults that happened")).isEqualTo("3");
        assertThat(query(database, SCHEMAS)).containsExactly("public");
        assertThat(query(database, "select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void saysWhyItBreaksNoConnectionWhereNoProxyCanStand(EmbeddedCluster cluster, Database database) {
        String twoHosts = "jdbc:postgresql://127.0.0.1:%1$d,127.0.0.1:%1$d/%2$s"
                .formatted(cluster.primary().port(), database.name());

        Session session = run(
                twoHosts,
                cluster.primary().password(),
                "--user",
                cluster.primary().user());

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains("skipped: the proxy that breaks connections cannot stand between")
                .contains("Round trips are neither counted nor delayed")
                .contains("All 18 checks passed");
    }

    @Test
    void keepsTheSchemaIfAsked(EmbeddedCluster cluster, Database database) throws Exception {
        Session session = run(
                database.jdbcUrl(),
                cluster.primary().password(),
                "--user",
                cluster.primary().user(),
                "--keep");

        assertThat(session.exitCode()).as(session.out()).isZero();
        String schema = query(database, SCHEMAS).stream()
                .filter(each -> each.startsWith("datasafe_quickstart_"))
                .findFirst()
                .orElseThrow();
        assertThat(session.out()).contains("The schema is kept; to drop it: drop schema " + schema + " cascade;");
        assertThat(query(database, "select count(*) from " + schema + ".version"))
                .containsExactly("20");
    }

    @Test
    void needsNoMoreThanToCreateASchema(EmbeddedCluster cluster, Database database) throws Exception {
        execute(
                database,
                "drop role if exists clerk",
                "create role clerk login password 'quiet'",
                "grant create on database " + database.name() + " to clerk");
        try {
            Session session = run(database.jdbcUrl(), "quiet", "--user", "clerk", "--threads", "1");

            assertThat(session.exitCode()).as(session.err()).isZero();
            assertThat(query(database, SCHEMAS)).containsExactly("public");
        } finally {
            execute(database, "drop owned by clerk", "drop role clerk");
        }
    }

    @Test
    void saysWhatToGrant(Database database) throws Exception {
        execute(database, "drop role if exists guest", "create role guest login password 'quiet'");
        try {
            Session session = run(database.jdbcUrl(), "quiet", "--user", "guest");

            assertThat(session.exitCode()).isEqualTo(1);
            assertThat(session.err())
                    .isEqualToIgnoringNewLines("quickstart: User \"guest\" may not create a schema in database \""
                            + database.name() + "\": grant create on database " + database.name() + " to guest;");
        } finally {
            execute(database, "drop role guest");
        }
    }

    @Test
    void refusesAWrongPasswordWithoutRepeatingIt(EmbeddedCluster cluster, Database database) {
        Session session =
                run(database.jdbcUrl(), "letmein", "--user", cluster.primary().user());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.err())
                .startsWith("quickstart: The server at 127.0.0.1:")
                .contains("rejects this password")
                .doesNotContain("letmein", "\tat ");
    }

    @Test
    void refusesADatabaseThatIsNotThere(EmbeddedCluster cluster) {
        Session session = run(
                cluster.primary().jdbcUrl("absent"),
                cluster.primary().password(),
                "--user",
                cluster.primary().user());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.err()).contains("has no database \"absent\"", "createdb absent");
    }

    @Test
    void refusesAStandby(EmbeddedCluster cluster) {
        Session session = run(
                cluster.replica(0).jdbcUrl(),
                cluster.primary().password(),
                "--user",
                cluster.primary().user());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.err()).contains("is a standby and takes no writes: name its primary in --url");
    }

    @Test
    void refusesAServerThatDoesNotAnswer(EmbeddedCluster cluster) {
        // The port of a process that is no PostgreSQL server: nobody listens on port 1.
        Session session =
                run("jdbc:postgresql://127.0.0.1:1/shop", cluster.primary().password());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.err())
                .startsWith("quickstart: No connection to 127.0.0.1:1 (Connection to 127.0.0.1:1 refused): check host");
    }
}
