package io.datasafe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bounds of a scope, which no test of users sees exactly. */
class BoundsTest {
    private static final StatementSource SOURCE = StatementSource.named("");

    private final Tally tally = new Tally("the test", WatchOptions.DEFAULTS);

    private void send(String sql, long value) {
        Binds binds = new Binds();
        binds.setLong(1, value, "bigint");
        tally.add(SOURCE, StatementShape.of(sql), binds, 1, 1);
    }

    @Test
    void theFirstExecutionCostsNoWalk() {
        for (int i = 0; i < 100; i++) {
            send("select a" + i + " from t where id = ?", i);
        }
        assertThat(tally.walks()).isZero();
    }

    @Test
    void aScopeWalks64Stacks() {
        for (int statement = 0; statement < 10; statement++) {
            for (int i = 0; i < 100; i++) {
                send("select a" + statement + " from t where id = ?", i);
            }
            assertThat(tally.walks()).isLessThanOrEqualTo(Tally.WALKS);
        }
        assertThat(tally.walks()).isEqualTo(Tally.WALKS);
        assertThat(tally.findings())
                .hasSize(10)
                .allSatisfy(f -> assertThat(f.count()).isEqualTo(100));
    }

    @Test
    void oneLongLoopLeavesWalksForOthers() {
        for (int i = 0; i < 500; i++) {
            send("select a from t where id = ?", i);
        }
        assertThat(tally.walks()).isLessThan(Tally.WALKS);
    }

    @Test
    void whatCouldNotBeWalkedHasNoPlace() {
        WatchScope.notWatched("none").close();
        for (int statement = 0; statement < 70; statement++) {
            for (int i = 0; i < 3; i++) {
                send("select a" + statement + " from t where id = ?", i);
            }
        }
        assertThat(tally.findings()).hasSize(70);
        assertThat(tally.findings().get(69).places()).isEmpty();
        assertThat(tally.findings().get(69).place()).isEqualTo("an unknown place");
        assertThat(tally.findings().get(69).cause()).isEmpty();
        assertThat(tally.findings().get(69).toString()).contains("at:       an unknown place");
    }

    @Test
    void statementsBeyondTheBoundAreCountedOnly() {
        for (int i = 0; i < Tally.STATEMENTS + 5; i++) {
            send("select b" + i + " from t where id = ?", i);
        }
        assertThat(tally.statements()).isEqualTo(Tally.STATEMENTS + 5);
        assertThat(tally.counts()).hasSize(Tally.STATEMENTS);
        assertThat(tally.trace(SOURCE, StatementShape.of("select unknown from t"), null))
                .isNull();
    }

    @Test
    void theCountsOfTwoSourcesAreTold() {
        StatementSource named = StatementSource.named("second");
        tally.add(SOURCE, StatementShape.of("select 1"), Binds.NONE, 1, 1);
        tally.add(named, StatementShape.of("select 1"), Binds.NONE, 1, 1);
        assertThat(tally.counts()).containsExactlyInAnyOrderEntriesOf(Map.of("select ?", 1, "select ? [second]", 1));
        assertThat(named).hasToString("StatementSource[second]");
    }

    @Test
    void bindsOutOfRangeAreLeftToTheDriver() {
        Binds binds = new Binds();
        binds.set(0, 1L);
        binds.set(9, new long[] {1});
        binds.set(2, null);
        binds.setText(3, "{}");
        binds.setText(4, "{\"7\"}");
        binds.setText(5, "{7,8}");
        assertThat(binds.hash(8)).isEqualTo(ValueHash.of(1L));
        assertThat(binds.elements(2)).isZero();
        assertThat(binds.elements(3)).isEqualTo(1);
        assertThat(binds.hash(3)).isEqualTo(ValueHash.of(7L));
        assertThat(binds.elements(4)).isEqualTo(Binds.MANY);
        binds.clear();
        assertThat(binds.hash(8)).isEqualTo(ValueHash.NULL);
        assertThat(binds.elements(8)).isEqualTo(1);
        assertThat(binds.type(8)).isNull();
    }

    @Test
    void columnsKeepTheirFirstValues() {
        ColumnTrace trace = new ColumnTrace();
        for (int i = 0; i < 200; i++) {
            trace.add(i / 2);
        }
        for (int i = 1_000; i < 2_000; i++) {
            trace.add(i);
        }
        assertThat(trace.indexOf(99)).isEqualTo(99);
        assertThat(trace.indexOf(1_027)).isEqualTo(127);
        assertThat(trace.indexOf(1_028)).isEqualTo(-1);
    }

    @Test
    void namesAreMadeOfThoseInSql() {
        assertThat(JavaNames.singular("categories")).isEqualTo("category");
        assertThat(JavaNames.singular("address")).isEqualTo("address");
        assertThat(JavaNames.plural("category")).isEqualTo("categories");
        assertThat(JavaNames.type("order_line")).isEqualTo("OrderLine");
        assertThat(JavaNames.type("?")).isEqualTo("Row");
        assertThat(JavaNames.variable("authorId")).isEqualTo("authorId");
        assertThat(JavaNames.constant("Order line")).isEqualTo("ORDER_LINE");
        assertThat(JavaNames.last("a.\"b\"")).isEqualTo("b");
    }
}
