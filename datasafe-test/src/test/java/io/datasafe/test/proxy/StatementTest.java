package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.proxy.Statement.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "begin > BEGIN",
                "START TRANSACTION READ ONLY > BEGIN",
                "commit > COMMIT",
                "COMMIT WORK AND CHAIN > COMMIT",
                "end transaction > COMMIT",
                "commit prepared 'a' > OTHER_CONTROL",
                "rollback > ROLLBACK",
                "rollback work > ROLLBACK",
                "abort > ROLLBACK",
                "rollback to savepoint a > OTHER_CONTROL",
                "rollback work to a > OTHER_CONTROL",
                "rollback transaction to a > OTHER_CONTROL",
                "rollback prepared 'a' > OTHER_CONTROL",
                "savepoint a > OTHER_CONTROL",
                "release savepoint a > OTHER_CONTROL",
                "prepare transaction 'a' > OTHER_CONTROL",
                "prepare a as select 1 > QUERY",
                "select 1 > QUERY",
                "(select 1) > QUERY",
                "\"commit\" > QUERY",
                "set transaction read only > QUERY",
                "commits > QUERY"
            })
    void knowsTransactionControl(String sql, Kind kind) {
        assertThat(Statement.parsed(sql)).singleElement().satisfies(statement -> {
            assertThat(statement.kind()).isEqualTo(kind);
            assertThat(statement.isQuery()).isEqualTo(kind == Kind.QUERY);
            assertThat(statement.text()).isEqualTo(sql);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';' ; commit",
                "select 'it''s;' ; commit",
                "select e'\\';' ; commit",
                "select E'\\\\' ; commit",
                "select \"a;b\" ; commit",
                "select \"a\"\";\" ; commit",
                "select $$;$$ ; commit",
                "select $tag$ $$;$other$ $tag$ ; commit",
                "select $1 ; commit",
                "select a$b$c ; commit",
                "select 1 -- ; abort\n ; commit",
                "select 1 /* ; /* ; */ ; */ ; commit",
                "select '\\' ; commit",
                "select case when a then 1 end ; commit",
                "create function f() returns int begin atomic select case 1 when 1 then 2 end; select 2; end ; commit",
                ";; select 1;;; commit ;"
            })
    void cutsATextWhereItsStatementsEnd(String sql) {
        assertThat(Statement.simple(sql)).extracting(Statement::kind).containsExactly(Kind.QUERY, Kind.COMMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-- nothing", "/* nothing", ";", "/* a /* b */ c */;"})
    void takesATextWithoutStatementForAnEmptyQuery(String sql) {
        assertThat(Statement.simple(sql)).singleElement().satisfies(statement -> {
            assertThat(statement.kind()).isEqualTo(Kind.EMPTY);
            assertThat(statement.isQuery()).isFalse();
            assertThat(statement.isSessionSetup()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 'a", "select \"a", "select $$a", "select $a", "select e'a\\", "select $", "select x'1"})
    void endsWithATextThatIsNotFinished(String sql) {
        assertThat(Statement.simple(sql))
                .singleElement()
                .satisfies(statement -> assertThat(statement.text()).isEqualTo(sql));
    }

    @Test
    void hidesTheValuesOfASimpleQuery() {
        String sql = "insert into t1 values ('a''b', 1.5e3, $$c$$, E'd\\'', x'ff', (7)::int, b) -- kept";
        assertThat(Statement.simple(sql))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.shown()).isEqualTo("insert into t1 values (?, ?, ?, ?, ?, (?)::int, b)"));
    }

    @Test
    void showsAPreparedTextAsItIs() {
        assertThat(Statement.parsed("select 1 where a = $1 ; commit"))
                .extracting(Statement::shown)
                .isEqualTo(List.of("select 1 where a = $1", "commit"));
    }

    @ParameterizedTest
    @CsvSource({
        "SET extra_float_digits = 3, true",
        "SET application_name = 'a', true",
        "SHOW TRANSACTION ISOLATION LEVEL, true",
        "SET search_path = a, false",
        "select 1, false"
    })
    void knowsWhatDriversSendOnANewConnection(String sql, boolean setup) {
        assertThat(Statement.parsed(sql).get(0).isSessionSetup()).isEqualTo(setup);
    }
}
