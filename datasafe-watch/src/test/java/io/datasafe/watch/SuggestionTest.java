package io.datasafe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is suggested where the statement is not of the plain kind. */
class SuggestionTest {
    private static final StatementSource SOURCE = StatementSource.named("");

    private static String suggestion(String sql) {
        Tally tally = new Tally("the test", WatchOptions.DEFAULTS);
        for (long i = 1; i <= 3; i++) {
            Binds binds = new Binds();
            for (int index = 1; index <= 4; index++) {
                binds.setLong(index, i * 10 + index, "bigint");
            }
            tally.add(SOURCE, StatementShape.of(sql), binds, 1, 1);
        }
        assertThat(tally.findings()).hasSize(1);
        return tally.findings().get(0).suggestion();
    }

    @Test
    void withoutACauseTheLoaderIsAskedByKey() {
        assertThat(suggestion("select id from t where id = ?"))
                .isEqualTo(
                        "T_BY_ID = Loaders.sql(\"t\", \"select id from t where id = any(?)\", Long.class, row -> ..)\n"
                                + "and in the loop scope.get(T_BY_ID, key), in scope.map(items, item -> ..)");
    }

    @Test
    void theKeyIsTheFirstColumn() {
        assertThat(suggestion("select t.id, a from t where t.id = ?"))
                .contains("\"select t.id, a from t where t.id = any(?)\"");
        assertThat(suggestion("select * from t where id = ?")).contains("\"select * from t where id = any(?)\"");
        assertThat(suggestion("select * from t where k = ?")).contains("\"select k, * from t where k = any(?)\"");
        assertThat(suggestion("select a, k from t where k = ?")).contains("\"select k, a, k from t where k = any(?)\"");
    }

    @Test
    void whatItDoesNotUnderstandItLeavesAsItIs() {
        assertThat(suggestion("select a from t where lower(b) = ?"))
                .contains("T_BY_KEY")
                .contains("\"select a from t where lower(b) = any(?)\"");
        assertThat(suggestion("select count(*) from t where lower(b) = ?"))
                .contains("\"select count(*) from t where lower(b) = any(?)\"");
        assertThat(suggestion("with x as (select 1) select a from t where id = ?"))
                .contains("\"with x as (select ?) select a from t where id = any(?)\"");
        assertThat(suggestion("select v from (select 1 as v from t) x where x.v = ?"))
                .contains("ROW_BY_V");
        assertThat(suggestion("select a from t where b in (?)")).contains("\"select b, a from t where b = any(?)\"");
    }

    @Test
    void aWriteThatNoArrayFitsIsABatch() {
        String batch = "addBatch() for each row, and executeBatch() once";
        assertThat(suggestion("insert into t (a, b) values (?, now())")).isEqualTo(batch);
        assertThat(suggestion("insert into t (a, b) values (?, 1)")).isEqualTo(batch);
        assertThat(suggestion("insert into t select ?")).isEqualTo(batch);
        assertThat(suggestion("insert into t (a) values (?) on conflict (a) do update set b = ?"))
                .isEqualTo(batch);
        assertThat(suggestion("update t set a = a + ? where id = ?")).isEqualTo(batch);
        assertThat(suggestion("delete from t where a < ?")).isEqualTo(batch);
        assertThat(suggestion("delete from t")).isEqualTo(batch);
    }

    @Test
    void whatFollowsTheRowStays() {
        assertThat(suggestion("insert into t (a) values (?) on conflict do nothing returning a"))
                .startsWith(
                        "insert into t (a) select * from unnest(?::bigint[]) on conflict do nothing returning a\nor ");
    }
}
