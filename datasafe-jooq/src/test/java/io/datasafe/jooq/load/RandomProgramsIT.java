package io.datasafe.jooq.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.jooq.JooqTx;
import io.datasafe.tx.Transactions;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That programs of loads, writes, forgets and rollbacks, in any order, read what a program without loaders reads. */
class RandomProgramsIT extends JooqLibrary {
    private static final int STEPS = 150;
    private static final int IDS = 6;

    private static final Many<Long, Book> NEWEST =
            BOOKS.orderBy(YEAR.desc(), BOOK_ID.desc()).top(2);
    private static final One<Long, Long> COUNT = One.count(AUTHOR_ID);
    private static final One<Key2<Long, Integer>, Boolean> IN_YEAR =
            One.by(AUTHOR_ID, YEAR).select(BOOK_ID).map(row -> true).orElse(false);

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static List<Integer> seeds() {
        return new Random().ints(12).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readWhatIsThere(int seed) {
        db.outside().execute("CREATE UNIQUE INDEX ON book (author_id, year)");
        JooqTransactions tx = JooqTransactions.of(Transactions.of(db.pool()));
        Random random = new Random(seed);
        tx.run(t -> run(t, random, STEPS, 0));
        assertThat(tx.<Long, RuntimeException>call(t -> t.loads().get(COUNT, 1L)))
                .isEqualTo(naiveCount(1));
    }

    private void run(JooqTx t, Random random, int steps, int depth) {
        for (int step = 0; step < steps; step++) {
            long id = 1 + random.nextInt(IDS);
            switch (random.nextInt(10)) {
                case 0 -> t.dsl().execute("UPDATE author SET name = name || '.' WHERE id = " + id);
                case 1 ->
                    t.dsl()
                            .deleteFrom(DSL.table("book"))
                            .where(AUTHOR_ID.eq(id).and(YEAR.gt(2001)))
                            .execute();
                case 2 ->
                    t.dsl()
                            .execute("INSERT INTO book SELECT 1000000 + max(id), " + id
                                    + ", 2100 + count(*) FROM book ON CONFLICT DO NOTHING");
                case 3 -> t.loads().forget(COUNT, id);
                case 4 -> savepoint(t, random, depth);
                case 5 -> t.loads().load(AUTHOR, id);
                default -> compare(t, id);
            }
        }
    }

    private void savepoint(JooqTx t, Random random, int depth) {
        if (depth == 3) {
            return;
        }
        boolean undo = random.nextBoolean();
        try {
            t.<RuntimeException>runSavepoint(s -> {
                run(s, random, 12, depth + 1);
                if (undo) {
                    throw new Undone();
                }
            });
        } catch (Undone expected) {
            assertThat(undo).isTrue();
        }
    }

    private void compare(JooqTx t, long id) {
        List<Long> both = List.of(id, id % IDS + 1);
        assertThat(t.loads().related(both, key -> key, AUTHOR).all().values().stream()
                        .map(RandomProgramsIT::name)
                        .collect(Collectors.toList()))
                .isEqualTo(both.stream().map(key -> naiveName(t, key)).collect(Collectors.toList()));
        assertThat(t.loads().get(COUNT, id)).isEqualTo(t.dsl().fetchCount(DSL.table("book"), AUTHOR_ID.eq(id)));
        assertThat(t.loads().get(NEWEST, id))
                .extracting(Book::id)
                .isEqualTo(t.dsl()
                        .select(BOOK_ID)
                        .from("book")
                        .where(AUTHOR_ID.eq(id))
                        .orderBy(YEAR.desc(), BOOK_ID.desc())
                        .limit(2)
                        .fetch(BOOK_ID));
        assertThat(t.loads().get(IN_YEAR, Key2.of(id, 2002)))
                .isEqualTo(
                        t.dsl().fetchExists(DSL.table("book"), AUTHOR_ID.eq(id).and(YEAR.eq(2002))));
    }

    private static @Nullable String name(@Nullable Author author) {
        return author == null ? null : author.name();
    }

    private static @Nullable String naiveName(JooqTx t, long id) {
        return t.dsl().select(NAME).from("author").where(ID.eq(id)).fetchOne(NAME);
    }

    private long naiveCount(long id) {
        return db.outside().fetchCount(DSL.table("book"), AUTHOR_ID.eq(id));
    }
}
