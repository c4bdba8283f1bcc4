package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

class GraphBadInputIT extends EdgeTable {
    @Test
    void bothEndsAreOfOneExactType() {
        Field<Integer> number = field(name("edge", "dst"), SQLDataType.INTEGER);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Field<Long> wrong = (Field) number;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph.of(SRC, wrong))
                .withMessage("column dst is of type java.lang.Integer, and column src of java.lang.Long:"
                        + " both ends of an edge must have the same type");
        Field<BigDecimal> numeric = field(name("edge", "n"), SQLDataType.NUMERIC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph.of(numeric, numeric))
                .withMessageStartingWith("column n is of type numeric, for which Java and PostgreSQL do not agree");
    }

    @Test
    void namesAndBoundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GRAPH.named(" "))
                .withMessageStartingWith("name is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GRAPH.mostRows(0))
                .withMessageStartingWith("mostRows is 0, must be from 1 to 2,147,483,647");
        for (int hops : List.of(0, -1, 100_000_001)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GRAPH.shortestPath(dsl, 1L, 1L, hops))
                    .withMessage("maxHops is " + hops + ", must be from 1 to 100,000,000");
            assertThatIllegalArgumentException().isThrownBy(() -> GRAPH.distances(dsl, 1L, hops));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Path<>(List.of(), BigDecimal.ONE));
        assertThat(GRAPH).hasToString("Graph edge");
        assertThat(GRAPH.named("parts")).hasToString("Graph parts");
    }

    @Test
    void aTableIsNeeded() {
        Field<Long> plain = field(name("src"), SQLDataType.BIGINT);
        Graph<Long> graph = Graph.of(plain, DST);
        assertThat(graph).hasToString("Graph ?");
        assertThatIllegalStateException()
                .isThrownBy(() -> graph.reachable(dsl, 1L))
                .withMessage("graph '?' has no table: its columns do not name one, so call .from(table)");
    }

    @Test
    void moreRowsThanAllowedAreNoAnswer() {
        chain(10);
        Graph<Long> enough = GRAPH.mostRows(10);
        assertThat(enough.reachable(dsl, 1L)).hasSize(10);
        assertThat(enough.topologicalOrder(dsl)).hasSize(11);
        Graph<Long> graph = GRAPH.mostRows(9).named("parts");
        assertThatExceptionOfType(RowLimitExceededException.class)
                .isThrownBy(() -> graph.reachable(dsl, 1L))
                .withMessage("graph 'parts' has more than 9 vertices to read: start from fewer vertices, narrow the"
                        + " graph with scope(..), or raise mostRows(..)")
                .satisfies(e -> assertThat(e.limit()).isEqualTo(9));
        for (Runnable call : List.<Runnable>of(
                () -> graph.distances(dsl, 1L, 100),
                () -> graph.cheapestPath(dsl, 1L, 2L, COST),
                () -> graph.explode(dsl, 1L, COST),
                () -> graph.topologicalOrder(dsl),
                () -> graph.topologicalOrder(dsl, List.of(1L)),
                () -> graph.findCycles(dsl))) {
            assertThatExceptionOfType(RowLimitExceededException.class).isThrownBy(call::run);
        }
        assertThat(graph.cheapestPath(dsl, 5L, 7L, COST)).isPresent();
    }

    @Test
    void theServerStopsAtTheBoundToo() {
        outside.execute("INSERT INTO edge SELECT i, i + 1 FROM generate_series(1, 100000) i");
        assertThat(rows(new Reachability<>(GRAPH.mostRows(10).edges()).vertices(List.of(1L))))
                .isLessThanOrEqualTo(12);
    }

    @Test
    void edgesWithoutCostsAreNamed() {
        edges("1 2, 2 3");
        outside.execute("UPDATE edge SET cost = NULL WHERE src = 2");
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> GRAPH.cheapestPath(dsl, 1L, 2L, COST))
                .withMessage("graph 'edge': cost of the edge from 2 to 3 is null: correct it, or leave the edge out by"
                        + " scope(..)")
                .satisfies(e -> assertThat(List.of(e.from(), e.to())).isEqualTo(List.of(2L, 3L)));
        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> GRAPH.explode(dsl, 1L, COST));
        outside.execute("UPDATE edge SET cost = -1 WHERE src = 2");
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> GRAPH.cheapestPath(dsl, 1L, 2L, COST))
                .withMessageContaining("from 2 to 3 is negative");
        assertThat(GRAPH.explode(dsl, 1L, COST)).containsEntry(3L, BigDecimal.valueOf(-1));
        Field<Double> nan = field("cast('NaN' as float8)", SQLDataType.DOUBLE);
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> GRAPH.cheapestPath(dsl, 1L, 2L, nan))
                .withMessageContaining("is not a finite number");
    }

    @Test
    void amountsOfAThousandDigitsAreRefused() {
        chain(1_010);
        Field<BigDecimal> ten = field("cast(10 as numeric)", SQLDataType.NUMERIC);
        assertThat(GRAPH.explode(dsl, 20L, ten)).hasSize(991);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> GRAPH.explode(dsl, 1L, ten))
                .withMessage("graph 'edge' has an amount of more than 1000 digits for 1001: round the quantities, or"
                        + " leave edges out by scope(..)");
        assertThat(GRAPH.explode(dsl, Map.of(1L, BigDecimal.ZERO), ten)).hasSize(1_010);
    }

    @Test
    void keysOfAnotherTypeAreRefused() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Graph<Object> raw = (Graph) GRAPH;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> raw.reachable(dsl, "7"))
                .withMessageContaining("takes java.lang.Long");
    }
}
