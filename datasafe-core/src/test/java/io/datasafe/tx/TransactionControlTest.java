package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionControlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "commit;",
                " \n;; Rollback work",
                "ROLLBACK AND CHAIN",
                "-- why\nEND",
                "/* a /* nested */ comment */ abort",
                "begin isolation level serializable",
                "start transaction",
                "START\tTRANSACTION",
                "PREPARE TRANSACTION 'x'",
                "COMMIT PREPARED 'x'",
                "INSERT INTO t VALUES (1); COMMIT",
                "SELECT ';'; SELECT $$;$$; SELECT $a$;$b$;$a$; commit",
                "SELECT E'\\';'; commit",
                "SELECT \"a;b\" -- ;\n; commit",
                "SELECT 1 - 2 / 3; /* ; */ commit",
                "SELECT $1; commit",
                "SELECT $1$2; commit",
                "SELECT 'a\\'; commit",
                "SELECT $a_1$;$a_1$; commit"
            })
    void beginsOrEnds(String sql) {
        assertThat(TransactionControl.is(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ; -- commit",
                "/* commit",
                "SELECT 1",
                "SELECT 'x; commit'",
                "SELECT $$; commit; $$",
                "SELECT $tag$ ; commit $tag$, 1",
                "SELECT 'it''s; commit'",
                "SELECT E'\\'; commit'",
                "SELECT \"; commit\"",
                "SELECT 1 /* ; commit */; -- ; commit",
                "INSERT INTO commit VALUES (1)",
                "WITH a AS (SELECT 1) SELECT * FROM a; SELECT 2",
                "ROLLBACK TO a",
                "rollback work to savepoint a",
                "RELEASE a",
                "PREPARE p AS SELECT 1",
                "SAVEPOINT a",
                "EXPLAIN SELECT 1",
                "commit_log",
                "ANALYZE; SET search_path = a",
                "SELECT 'unfinished; commit",
                "SELECT $1 + $2",
                "SELECT $",
                "SELECT $unfinished",
                "SELECT $a_1$; commit; $a_1$",
                "SELECT e'\\'; commit'"
            })
    void doesNeither(String sql) {
        assertThat(TransactionControl.is(sql)).isFalse();
    }
}
