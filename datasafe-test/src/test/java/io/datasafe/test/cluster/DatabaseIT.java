package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedCluster.start();
    }

    @AfterAll
    static void closeCluster() {
        cluster.close();
    }

    @Test
    void databasesFromOneTemplateDoNotSeeEachOther() throws SQLException {
        DatabaseTemplate template = cluster.template(c -> Sql.run(c, "create table t as select 1 as n"));
        try (Database one = template.freshDatabase();
                Database other = template.freshDatabase()) {
            assertThat(one.name()).isNotEqualTo(other.name());
            ask(one, "with gone as (delete from t returning n) select n from gone");
            assertThat(ask(one, "select count(*) from t")).isEqualTo("0");
            assertThat(ask(other, "select count(*) from t")).isEqualTo("1");
            assertThat(one).hasToString(one.name() + " on " + cluster.primary());
        }
    }

    @Test
    void aTemplateCanBeAScript(@TempDir Path directory) throws Exception {
        Path script = Files.writeString(directory.resolve("schema.sql"), """
                -- a comment; with a semicolon
                create table t (n int);
                create function f() returns int language plpgsql as $$ begin insert into t values (7); return 7; end $$;
                select f();
                """);
        try (Database database = cluster.template(script).freshDatabase()) {
            assertThat(ask(database, "select n from t")).isEqualTo("7");
        }
        assertThatThrownBy(() -> cluster.template(directory.resolve("none.sql")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("none.sql");
    }

    @Test
    void aTemplateThatFailsIsRemoved() throws SQLException {
        String databases = "select count(*) from pg_database";
        try (Database observer = cluster.freshDatabase()) {
            String before = ask(observer, databases);
            assertThatThrownBy(() -> cluster.template(c -> Sql.run(c, "create nonsense")))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("creating a template failed")
                    .hasCauseInstanceOf(SQLException.class);
            assertThatThrownBy(() -> cluster.template(c -> {
                        throw new IllegalStateException("mine");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(ask(observer, databases)).isEqualTo(before);
        }
    }

    @Test
    void messagesKeepTheServersDetailToThemselves() {
        assertThatThrownBy(() -> cluster.template(
                        c -> Sql.run(c, "create table t (n int unique); insert into t values (4711), (4711)")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("duplicate key value violates unique constraint \"t_n_key\" [23505]")
                .hasMessageNotContaining("4711");
    }

    @Test
    void closeDropsTheDatabaseAndEndsItsConnections() throws SQLException {
        Database database = cluster.freshDatabase();
        try (Connection connection = database.dataSource().getConnection()) {
            database.close();
            database.close();
            assertThatThrownBy(() -> Sql.text(connection, "select 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> database.dataSource().getConnection())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("3D000"));
    }

    @Test
    void closeLeavesADatabaseOnAFrozenOrDeadPrimaryToTheCluster() {
        Database database = cluster.freshDatabase();
        cluster.primary().freeze();
        database.close();
        cluster.primary().thaw();
        cluster.primary().kill();
        database.close();
        cluster.primary().start();
        database.close();
        assertThatThrownBy(() -> database.dataSource().getConnection()).isInstanceOf(SQLException.class);
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Sql.text(connection, sql);
        }
    }
}
