package io.datasafe.jooq.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the first n of each key are those that a window function numbers first, on random data with many ties. */
class TopIT extends JooqLibrary {
    static List<Integer> seeds() {
        return new Random().ints(5).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void areThoseNumberedFirst(int seed) {
        Random random = new Random(seed);
        int top = 1 + random.nextInt(4);
        db.outside().execute("TRUNCATE book");
        db.outside()
                .execute("INSERT INTO book SELECT i, 1 + abs(hashint4(i + " + random.nextInt(1_000) + ")) % 40,"
                        + " 2000 + abs(hashint4(i)) % 3 FROM generate_series(1, 500) i");
        Map<Long, List<Long>> loaded =
                scope
                        .related(
                                ids(45),
                                id -> id,
                                BOOKS.orderBy(YEAR.desc(), BOOK_ID).top(top))
                        .all()
                        .entrySet()
                        .stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream().map(Book::id).toList()));
        assertThat(loaded).as("top %d", top).isEqualTo(numberedFirst(top));
    }

    private Map<Long, List<Long>> numberedFirst(int top) {
        return db
                .outside()
                .fetch("SELECT author_id, id FROM (SELECT author_id, id, row_number() OVER"
                        + " (PARTITION BY author_id ORDER BY year DESC, id) AS n FROM book) b WHERE n <= " + top
                        + " ORDER BY author_id, n")
                .into(DSL.field("author_id", Long.class), DSL.field("id", Long.class))
                .stream()
                .collect(Collectors.groupingBy(
                        Record2::value1, Collectors.mapping(Record2::value2, Collectors.toList())));
    }
}
