package io.datasafe.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1",
                "  /* x */ SELECT * FROM a FOR UPDATE",
                "select 1; select 2",
                "select 'insert into a'; show x",
                "with x as (select 1) select * from x for no key update",
                "(select 1) union (select 2)",
                "values (1)",
                "table a",
                "savepoint s",
                "SET LOCAL x = 1",
                "begin"
            })
    void readsWriteNothing(String sql) {
        assertThat(WrittenTables.of(sql)).isEqualTo(WrittenTables.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert into author (id) values (?)                                          | author",
                "INSERT INTO Public.Author AS a VALUES (1) ON CONFLICT DO UPDATE SET x = 1   | author",
                "insert into \"public\".\"Au\"\"thor\" values ('); delete from b')           | Au\"thor",
                "update only author set x = 1 from book                                      | author",
                "delete from a.b.author where id = 1 returning *                             | author",
                "delete from only author                                                     | author",
                "merge into author using b on true when matched then delete                  | author",
                "truncate author                                                             | author",
                "truncate table only a, public.b, c cascade                                  | a b c",
                "copy author from stdin                                                      | author",
                "with x as (select 1) update author set id = 1                               | author",
                "with x as materialized (delete from a returning *) insert into b select 1   | a b",
                "with x as (insert into a values (1) returning id) select * from x           | a",
                "select 1; /* first */ update author set x = ';'; delete from book;           | author book",
            })
    void namesWhatIsWritten(String sql, String tables) {
        WrittenTables written = WrittenTables.of(sql);
        assertThat(written.anything()).isFalse();
        assertThat(written.tables()).containsExactlyInAnyOrder(tables.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call f()",
                "do $$ begin delete from a; end $$",
                "create table a (id int)",
                "alter table a drop b",
                "refresh materialized view a",
                "explain analyze delete from a",
                "rollback to savepoint s",
                "ROLLBACK",
                "execute prepared(1)",
                "select 1; call f()",
                "insert into",
                "update",
                "truncate a, ",
                "copy (select 1) to stdout",
                "{call f()}",
                "update a23456789012345678901234567890123456789012345678901234567890123_4 set b = 1",
                "update \u00e4pfel set a = 1"
            })
    void whatIsNotUnderstoodMayWriteAnything(String sql) {
        assertThat(WrittenTables.of(sql).anything()).isTrue();
    }
}
