package io.datasafe.benchmarks.pair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pairs that are published.
 *
 * @since 0.1
 */
public final class Pairs {
    private static final int SERVER_BLOCK = 25;
    private static final int CROWD_BLOCK = 200;

    /** All of them, in the order in which they are reported. */
    public static final List<Pair> ALL = all();

    private Pairs() {}

    /**
     * For two versions of datasafe in one JVM.
     *
     * @return each method of ours beside itself, once for each choice of parameters
     */
    public static List<Pair> beforeAndAfter() {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        ALL.stream()
                .filter(pair -> !pair.ours().equals(pair.peer()))
                .forEach(pair -> pairs.putIfAbsent(pair.subject(), pair.withItself()));
        for (String through : List.of("transaction", "deadline", "watch")) {
            for (String call : List.of("getter", "query")) {
                Pair pair = Pair.onStub("", "", "JdbcCallBenchmark", through, "bareJdbc", Map.of("call", call), 0);
                pairs.put(pair.subject(), pair.withItself());
            }
        }
        return List.copyOf(pairs.values());
    }

    private static List<Pair> all() {
        List<Pair> pairs = new ArrayList<>();
        transactions(pairs);
        loaders(pairs);
        watch(pairs);
        return List.copyOf(pairs);
    }

    private static void transactions(List<Pair> pairs) {
        for (String pool : List.of("none", "hikari")) {
            pairs.add(Pair.onStub(
                    "empty-spring-" + pool,
                    "Empty transaction, " + (pool.equals("none") ? "bare stub" : "behind HikariCP") + " × Spring",
                    "EmptyTransactionBenchmark",
                    "datasafe",
                    "spring",
                    Map.of("pool", pool),
                    0.65));
        }
        pairs.add(server("control", "Control: bare JDBC × itself", "PlainTransaction", "bareJdbc", "bareJdbc", "0", 0));
        for (String delay : List.of("0", "0.5")) {
            String at = delay.equals("0") ? "-loopback" : "-network";
            String where = delay.equals("0") ? ", loopback" : ", network + " + delay + " ms";
            pairs.add(server(
                    "plain-jdbc" + at,
                    "Plain transaction" + where + " × bare JDBC",
                    "PlainTransaction",
                    "datasafe",
                    "bareJdbc",
                    delay,
                    1.03));
            pairs.add(server(
                    "serializable-spring" + at,
                    "Serializable transaction" + where + " × Spring",
                    "SerializableTransaction",
                    "datasafe",
                    "spring",
                    delay,
                    0.6));
            pairs.add(server(
                    "safe-spring" + at,
                    "Safe transaction" + where + " × Spring's serializable",
                    "SafeTransaction",
                    "datasafe",
                    "spring",
                    delay,
                    0.6));
            pairs.add(server(
                    "safe-jdbi" + at,
                    "Safe transaction" + where + " × JDBI's serializable",
                    "SafeTransaction",
                    "datasafe",
                    "jdbi",
                    delay,
                    0.32));
        }
        pairs.add(new Pair(
                "hot-rows-failsafe",
                "Hot rows, 3 s: commits × JDBC + Failsafe",
                "HotRowsBenchmark",
                "datasafe",
                "failsafe",
                Map.of("retry", "within3s"),
                CROWD_BLOCK,
                "commits",
                false,
                1.2));
    }

    private static Pair server(
            String name, String title, String benchmark, String ours, String peer, String delay, double limit) {
        return Pair.time(
                name,
                title,
                benchmark + "Benchmark",
                ours,
                peer,
                Map.of("delay", delay, "statement", "select"),
                SERVER_BLOCK,
                limit);
    }

    private static void loaders(List<Pair> pairs) {
        for (String benchmark : List.of("AuthorOfEach", "BooksOfEach")) {
            boolean one = benchmark.equals("AuthorOfEach");
            String name = one ? "one" : "many";
            String title = one ? "One row for each" : "Ten rows for each";
            pairs.add(library(
                    name + "-sql-1", title + " of 1 key, SQL × bare JDBC", benchmark, "datasafe", "bareJdbc", "1", 0));
            pairs.add(library(
                    name + "-sql-100",
                    title + " of 100 keys, SQL × bare JDBC",
                    benchmark,
                    "datasafe",
                    "bareJdbc",
                    "100",
                    1.1));
            pairs.add(library(
                    name + "-jooq-1",
                    title + " of 1 key, jOOQ × a plain jOOQ query",
                    benchmark,
                    "datasafeJooq",
                    "jooqLoop",
                    "1",
                    0));
            pairs.add(library(
                    name + "-jooq-100",
                    title + " of 100 keys, jOOQ × jOOQ by hand",
                    benchmark,
                    "datasafeJooq",
                    "jooqByHand",
                    "100",
                    1.1));
        }
    }

    private static Pair library(
            String name, String title, String benchmark, String ours, String peer, String keys, double limit) {
        return Pair.time(
                name,
                title + ", loopback",
                benchmark + "Benchmark",
                ours,
                peer,
                Map.of("delay", "0", "keys", keys),
                SERVER_BLOCK,
                limit);
    }

    private static void watch(List<Pair> pairs) {
        for (String use : List.of("different", "repeated")) {
            for (String shape : List.of("1x1", "1x8", "20x8")) {
                String[] size = shape.split("x");
                pairs.add(Pair.onStub(
                        "watch-" + use + "-" + shape,
                        "Watched, "
                                + (use.equals("different") ? "100 different statements" : "100 times one statement")
                                + ", " + size[0] + " × " + size[1] + " × datasource-proxy",
                        "WatchBenchmark",
                        "datasafe",
                        "datasourceProxy",
                        Map.of("use", use, "rows", size[0], "columns", size[1]),
                        0));
            }
        }
    }
}
