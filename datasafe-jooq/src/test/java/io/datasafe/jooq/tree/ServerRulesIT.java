package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What recursive queries of PostgreSQL do that its manual does not promise, and that queries of ours rest upon. */
class ServerRulesIT extends EdgeTable {
    @Test
    void unionKeepsTheFirstOfEqualRowsLevelByLevel() {
        // Zero in four forms: equal, and still to be told apart.
        assertThat(numbers("WITH RECURSIVE r (n, d) AS (SELECT 0, make_interval()"
                        + " UNION SELECT (n + 1) % 4, d + make_interval(days => 1, hours => -24) FROM r)"
                        + " SELECT extract(day FROM d) FROM r ORDER BY n"))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void intervalsOfNoLengthReachFarEnough() {
        assertThat(
                        numbers(
                                "SELECT extract(day FROM d + make_interval(days => 1, hours => -24))"
                                        + " FROM (SELECT make_interval(days => 99999999) + make_interval(hours => -24) * 99999999 AS d) r"
                                        + " WHERE d = make_interval() AND d + make_interval(days => 1, hours => -24) = make_interval()"))
                .containsExactly(100_000_000);
    }

    @Test
    void windowFunctionsSeeTheNewestRowsOneLevelAboveThem() {
        assertThat(numbers("WITH RECURSIVE r (n, c) AS (SELECT i, 0 FROM generate_series(1, 3) i UNION ALL"
                        + " SELECT n + 1, c::int FROM (SELECT n, count(*) OVER () AS c FROM (SELECT * FROM r) s) w WHERE n < 4)"
                        + " SELECT c FROM r WHERE c > 0"))
                .containsExactly(3, 3, 3, 3, 3, 2);
    }

    @Test
    void aggregatesSeeTheNewestRowsOneLevelAboveThem() {
        assertThat(numbers("WITH RECURSIVE r (n, q) AS (SELECT 1, 1::numeric UNION ALL"
                        + " SELECT n + 1, sum(q * i) FROM (SELECT * FROM r) s CROSS JOIN generate_series(1, 2) i WHERE n < 4 GROUP BY n)"
                        + " SELECT q FROM r"))
                .containsExactly(1, 3, 9, 27);
    }

    @Test
    void distinctOnSeesTheNewestRowsOneLevelAboveThem() {
        assertThat(numbers("WITH RECURSIVE r (n, o) AS (SELECT 1, 1 UNION ALL"
                        + " SELECT n, o FROM (SELECT DISTINCT ON (n + 1) n + 1 AS n, i AS o FROM (SELECT * FROM r) s"
                        + " CROSS JOIN generate_series(2, 5) i WHERE n < 3 ORDER BY n + 1, i) d) SELECT o FROM r"))
                .containsExactly(1, 2, 2);
    }

    private int[] numbers(String sql) {
        return outside.fetch(sql).stream()
                .mapToInt(row -> row.get(0, Integer.class))
                .toArray();
    }
}
