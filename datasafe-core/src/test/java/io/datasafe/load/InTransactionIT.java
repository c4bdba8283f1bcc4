package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InTransactionIT {
    private static final Loader<Integer, @Nullable Integer> ITEM = Loaders.sql(
                    "item", "select id, v from item where id = any(?)", Integer.class)
            .tables("item")
            .one(row -> row.getInt(2));
    private static final Loader<Integer, List<Integer>> BY_VALUE = Loaders.sql(
                    "items by value", "select v, id from item where v = any(?) order by id", Integer.class)
            .tables("item")
            .many(row -> row.getInt(2));
    private static final Loader<Integer, @Nullable Integer> OTHER = Loaders.sql(
                    "other", "select id, v from other where id = any(?)", Integer.class)
            .tables("other")
            .one(row -> row.getInt(2));

    private PooledDatabase database;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        database = PooledDatabase.open(1);
        database.execute("""
                CREATE TABLE item (id int PRIMARY KEY, v int NOT NULL);
                CREATE TABLE other (id int PRIMARY KEY, v int NOT NULL);
                INSERT INTO item SELECT i, i % 5 FROM generate_series(0, 19) i;
                INSERT INTO other SELECT i, 100 + i FROM generate_series(0, 19) i;
                """);
        tx = Transactions.of(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aScopeEndsWithItsTransaction() throws SQLException {
        List<LoadScope> kept = new ArrayList<>();
        List<Pending<?>> pending = new ArrayList<>();
        tx.named("page").run(t -> {
            LoadScope s = LoadScope.open(t);
            kept.add(s);
            pending.add(s.load(ITEM, 1));
            assertThat(s.get(ITEM, 2)).isEqualTo(2);
        });
        assertThat(catchThrowable(() -> kept.get(0).get(ITEM, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("load scope 'page' has ended with its transaction");
        assertThat(catchThrowable(pending.get(0)::get)).isInstanceOf(IllegalStateException.class);
        kept.get(0).close();
    }

    @Test
    void aScopeMayEndBeforeItsTransaction() throws SQLException {
        tx.run(t -> {
            LoadScope first = LoadScope.open(t);
            try (LoadScope s = LoadScope.on("more").named("own").within(t).open()) {
                assertThat(s).hasToString("load scope 'own'");
                assertThat(s.get(ITEM, 2)).isEqualTo(2);
            }
            t.runSavepoint(Tx::name);
            assertThat(first.get(ITEM, 2)).isEqualTo(2);
        });
    }

    @Test
    void aScopeCannotBeOpenedInATransactionThatHasEnded() throws SQLException {
        Tx ended = tx.call(t -> t);
        assertThat(catchThrowable(() -> LoadScope.open(ended))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSavepointThatIsUndoneForgetsAllAndAnotherNothing() throws SQLException {
        tx.run(t -> {
            try (LoadScope s = LoadScope.open(t)) {
                assertThat(s.get(ITEM, 1)).isEqualTo(1);
                t.runSavepoint(inner -> s.get(OTHER, 1));
                assertThat(s.stats().queries()).isEqualTo(2);
                catchThrowable(() -> t.runSavepoint(inner -> {
                    write(t, "UPDATE item SET v = 50 WHERE id = 1");
                    s.forget("item");
                    assertThat(s.get(ITEM, 1)).isEqualTo(50);
                    throw new IllegalStateException();
                }));
                assertThat(s.get(ITEM, 1)).isEqualTo(1);
                assertThat(s.get(OTHER, 1)).isEqualTo(101);
                assertThat(s.stats().queries()).isEqualTo(5);
            }
        });
    }

    @Test
    void aWriteForgetsItsTableAndNoOther() throws SQLException {
        tx.run(t -> {
            try (LoadScope s = LoadScope.open(t)) {
                s.get(ITEM, 1);
                s.get(OTHER, 1);
                write(t, "UPDATE item SET v = 50 WHERE id = 1");
                s.forget("item");
                assertThat(s.get(ITEM, 1)).isEqualTo(50);
                assertThat(s.get(OTHER, 1)).isEqualTo(101);
                assertThat(s.stats(ITEM).queries()).isEqualTo(2);
                assertThat(s.stats(OTHER).queries()).isEqualTo(1);
            }
        });
    }

    @Test
    void mapsReadOnTheTransactionsThread() throws SQLException {
        tx.run(t -> {
            try (LoadScope s = LoadScope.open(t)) {
                assertThat(s.map(MapTest.numbers(20), i -> s.get(OTHER, s.get(ITEM, i))))
                        .startsWith(100, 101);
                assertThat(s.stats().queries()).isEqualTo(2);
            }
        });
    }

    @Test
    void paranoiaFindsAWriteThatNobodyHasToldOf() throws SQLException {
        tx.run(t -> {
            try (LoadScope s = LoadScope.on(t).paranoid().open()) {
                s.get(ITEM, 1);
                write(t, "UPDATE item SET v = 50 WHERE id = 1");
                assertThat(catchThrowable(() -> s.get(ITEM, 1)))
                        .isInstanceOf(LoadException.class)
                        .hasMessageContaining("loader 'item'")
                        .hasMessageContaining("java.lang.Integer")
                        .hasMessageNotContaining("50");
            }
        });
    }

    /** Loads, primes, forgets, writes and savepoints at random: each answer is what the query for it alone would have given. */
    @Test
    void randomProgramsAnswerWhatTheNaiveOnesDo() throws SQLException {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            boolean paranoid = seed % 4 == 0;
            tx.run(t -> {
                LoadScopeBuilder builder = LoadScope.on(t).parallel(1 + random.nextInt(3));
                try (LoadScope s = (paranoid ? builder.paranoid() : builder).open()) {
                    new RandomProgram(t, s, random).run(30);
                }
            });
        }
    }

    private static void write(Tx t, String sql) throws SQLException {
        Connection connection = t.connection();
        PooledDatabase.execute(connection, sql);
    }

    /** A program, and beside it the naive one. */
    private record RandomProgram(Tx t, LoadScope s, Random random, List<Pending<Integer>> pending, List<Integer> keys) {
        RandomProgram(Tx t, LoadScope s, Random random) {
            this(t, s, random, new ArrayList<>(), new ArrayList<>());
        }

        void run(int steps) throws SQLException {
            for (int step = 0; step < steps; step++) {
                int key = random.nextInt(25);
                switch (random.nextInt(10)) {
                    case 0 -> assertThat(s.get(ITEM, key)).isEqualTo(item(key));
                    case 1 -> assertThat(s.get(BY_VALUE, key % 6)).isEqualTo(byValue(key % 6));
                    case 2 -> {
                        pending.add(s.load(ITEM, key));
                        keys.add(key);
                    }
                    case 3 -> {
                        for (int i = 0; i < keys.size(); i++) {
                            assertThat(pending.get(i).get()).isEqualTo(item(keys.get(i)));
                        }
                    }
                    case 4 -> writeOne(key);
                    case 5 -> {
                        s.forget("item");
                        writeOne(key);
                        s.prime(ITEM, key, item(key));
                    }
                    case 6 -> relation();
                    case 7 -> map();
                    case 8 ->
                        catchThrowable(() -> t.runSavepoint(inner -> {
                            run(3);
                            writeOne(key);
                            throw new IllegalStateException();
                        }));
                    default -> t.runSavepoint(inner -> run(2));
                }
            }
        }

        private void writeOne(int key) throws SQLException {
            write(
                    t,
                    random.nextInt(3) == 0
                            ? "DELETE FROM item WHERE id = " + key
                            : "INSERT INTO item VALUES (" + key + ", " + random.nextInt(6)
                                    + ") ON CONFLICT (id) DO UPDATE SET v = excluded.v");
            s.forget("item");
        }

        private void relation() throws SQLException {
            List<Integer> peers = random.ints(random.nextInt(6), 0, 25).boxed().toList();
            Related<Integer, Integer> item = s.related(peers, i -> i, ITEM);
            Related<Integer, List<Integer>> siblings = item.then(v -> v, BY_VALUE);
            for (Integer peer : peers) {
                Integer value = item(peer);
                assertThat(item.of(peer)).isEqualTo(value);
                assertThat(siblings.of(peer)).isEqualTo(value == null ? List.of() : byValue(value));
            }
        }

        private void map() throws SQLException {
            List<Integer> items = random.ints(random.nextInt(6), 0, 25).boxed().toList();
            List<List<Integer>> siblings = s.map(items, i -> s.get(BY_VALUE, s.get(ITEM, i)));
            for (int i = 0; i < items.size(); i++) {
                Integer value = item(items.get(i));
                assertThat(siblings.get(i)).isEqualTo(value == null ? List.of() : byValue(value));
            }
        }

        private @Nullable Integer item(int key) throws SQLException {
            List<String> found = PooledDatabase.query(t.connection(), "SELECT v FROM item WHERE id = " + key);
            return found.isEmpty() ? null : Integer.valueOf(found.get(0));
        }

        private List<Integer> byValue(int value) throws SQLException {
            return PooledDatabase.query(t.connection(), "SELECT id FROM item WHERE v = " + value + " ORDER BY id")
                    .stream()
                    .map(Integer::valueOf)
                    .toList();
        }
    }
}
