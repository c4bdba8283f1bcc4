package io.datasafe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.watch.Slot.Role;
import io.datasafe.watch.StatementShape.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementShapeTest {
    private static String shape(String sql) {
        return StatementShape.of(sql).shape();
    }

    private static List<Role> roles(String sql) {
        return StatementShape.of(sql).slots().stream().map(Slot::role).toList();
    }

    private static List<String> columns(String sql) {
        return StatementShape.of(sql).slots().stream().map(Slot::column).toList();
    }

    @Test
    void dropsCommentsAndValues() {
        assertThat(
                        shape(
                                "  select 'a''b' , E'c\\'d', $$x$$, $q$ it's $q$, 1.5e3 -- the end\n from t/* a /* nested */ one */where x=-7"))
                .isEqualTo("select ? , ?, ?, ?, ? from t where x=-?");
    }

    @Test
    void keepsNamesOperatorsAndCasts() {
        assertThat(shape("select \"a\"\"b\".c1, d -> 'k' from t where e ?? 'f' and g::text = ? and h#>>'{a}' = ?"))
                .isEqualTo("select \"a\"\"b\".c1, d -> ? from t where e ?? ? and g::text = ? and h#>>? = ?");
        assertThat(shape("select a --1\nfrom t where a-1 > b--x")).isEqualTo("select a from t where a-? > b");
    }

    @Test
    void endsWhereAQuoteIsNotClosed() {
        assertThat(shape("select 'a")).isEqualTo("select ?");
        assertThat(shape("select \"a")).isEqualTo("select \"a");
        assertThat(shape("select $x$ a")).isEqualTo("select ?");
        assertThat(shape("select /* a")).isEqualTo("select");
        assertThat(shape("select $1, a$b from t")).isEqualTo("select $1, a$b from t");
        assertThat(shape("select a in (1, 2")).isEqualTo("select a in (?");
        assertThat(shape("")).isEmpty();
    }

    @Test
    void cutsListsAndRowsToOne() {
        assertThat(shape("select a from t where b in (?, ?, ?) and c in ((1, 2), (3, 4))"))
                .isEqualTo("select a from t where b in (?) and c in ((?, ?))");
        assertThat(shape("insert into t (a, b) values (?, ?), (?, ?), (?, ?) returning a"))
                .isEqualTo("insert into t (a, b) values (?, ?) returning a");
        assertThat(shape("select a from t where b in (select c, d from u)"))
                .isEqualTo("select a from t where b in (select c, d from u)");
        assertThat(StatementShape.of("select a from t where b in (?, ?)").isManyRows())
                .isTrue();
        assertThat(StatementShape.of("select a from t where b in (?)").isManyRows())
                .isFalse();
        assertThat(StatementShape.of("select a from t where b in (?, ?)"))
                .isEqualTo(StatementShape.of("select a from t where b in (?)"))
                .hasSameHashCodeAs(StatementShape.of("select a from t where b in (?)"))
                .hasToString("select a from t where b in (?)")
                .isNotEqualTo(StatementShape.of("select a from t"))
                .isNotEqualTo("select a from t where b in (?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 from a | READ | a",
                "with x as (delete from b) select 1 from x | READ | x",
                "(select 1 from a) union (select 2 from b) | READ |",
                "values (1) | READ |",
                "insert into s.a (x) values (1) | INSERT | a",
                "with x as (select 1) insert into a select * from x | INSERT | a",
                "update only \"A\" set x = 1 | UPDATE | A",
                "delete from a where x = 1 | DELETE | a",
                "select 1 from a for update | READ | a",
                "create table a (x int) | OTHER |",
                "merge into a using b on a.x = b.x when matched then update set y = 1 | OTHER |",
                "call p() | OTHER |",
                "nonsense | OTHER |",
                "set local x = 1 | CONTROL |",
                "select set_config('a', 'b', true) | CONTROL |",
                "select pg_current_xact_id_if_assigned(); commit; select 1 | CONTROL |",
                "rollback to savepoint a | CONTROL |",
                "select * from unnest(?) | READ |",
            })
    void knowsKindAndTable(String sql, Kind kind, String table) {
        assertThat(StatementShape.of(sql).kind()).isEqualTo(kind);
        assertThat(StatementShape.of(sql).table()).isEqualTo(table);
    }

    @Test
    void knowsWhatAValueIsFor() {
        assertThat(roles("select a from t where b = ? and c > ? and d < 7 limit ? offset 3"))
                .containsExactly(Role.VALUE, Role.RANGE, Role.RANGE, Role.PAGE, Role.PAGE);
        assertThat(roles("select a from t where (b, c) > (?, ?) fetch next ? rows only"))
                .containsExactly(Role.RANGE, Role.RANGE, Role.PAGE);
        assertThat(roles("select a from t where b = any(?) and c = any (cast(? as bigint[]))"))
                .containsExactly(Role.ARRAY, Role.ARRAY);
        assertThat(roles("select a from t where b > cast(? as int) and c = cast(? as uuid)"))
                .containsExactly(Role.RANGE, Role.VALUE);
        assertThat(roles("select a from t where b in (?, ?)")).containsExactly(Role.VALUE, Role.MORE);
        assertThat(roles("(select a from t limit ?) union select b from u where c = ?"))
                .containsExactly(Role.PAGE, Role.VALUE);
    }

    @Test
    void knowsTheColumnOfAValue() {
        assertThat(
                        columns(
                                "select a from t x where x.\"B\" = ? and x.c in (?) and d not in (?) and e = any(?) and f = cast(? as uuid)"))
                .containsExactly("B", "c", "d", "e", "f");
        assertThat(columns("insert into t (a, b, c) values (?, cast(? as uuid), lower(?))"))
                .containsExactly("a", "b", null);
        assertThat(columns("update t set a = ?, b = ? where c ~~ ? and lower(d) = ? and ? = e"))
                .containsExactly("a", "b", "c", null, null);
    }

    @Test
    void countsBindsPastListsThatAreCut() {
        assertThat(StatementShape.of("select a from t where b in (?, 2, ?) and c = ?")
                        .slots())
                .extracting(Slot::bind)
                .containsExactly(0, -1, 1, 2);
    }

    @Test
    void knowsWhatIsReadAndHow() {
        StatementShape text = StatementShape.of(
                "select count(*) from a join s.b on true left join lateral (select 1 from c) d on true limit 1");
        assertThat(text.reads()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(text.isCount()).isTrue();
        assertThat(text.isLimited()).isTrue();
        assertThat(text.isVolatile()).isFalse();
        assertThat(StatementShape.of("select a from t for no key update").isVolatile())
                .isTrue();
        assertThat(StatementShape.of("select pg_try_advisory_xact_lock(1) from t")
                        .isVolatile())
                .isTrue();
        assertThat(StatementShape.of("select now()").isVolatile()).isTrue();
        assertThat(StatementShape.of("select a from t where b = (select 1 limit 1)")
                        .isLimited())
                .isFalse();
    }

    @Test
    void remembersTextsUpToABound() {
        String sql = "select " + "a, ".repeat(20) + "b from remembered";
        assertThat(StatementShape.of(sql)).isSameAs(StatementShape.of(new String(sql)));
        for (int i = 0; i < 1_100; i++) {
            StatementShape.of("select " + i + " from t");
        }
        String huge = "select " + "a, ".repeat(2_000) + "b from t";
        assertThat(StatementShape.of(huge)).isNotSameAs(StatementShape.of(huge)).isEqualTo(StatementShape.of(huge));
    }
}
