package io.datasafe.benchmarks.report;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Who is measured: the name of the benchmark method, what readers call it, and its colour in all charts. */
enum Peer {
    BARE_JDBC("bareJdbc", "bare JDBC", 0x8c959f),
    HASH_MAP("hashMap", "a map by hand", 0x8c959f),
    SET_ISOLATION("setTransactionIsolation", "JDBC setTransactionIsolation", 0x57606a),
    SET_LOCAL("setLocal", "JDBC, 3 × SET LOCAL", 0x57606a),
    DATASAFE("datasafe", "datasafe", 0x1a7f37),
    DATASAFE_RESOLVABLE("resolvable", "datasafe resolvable()", 0x7bc98b),
    DATASAFE_JOOQ("datasafeJooq", "datasafe + jOOQ", 0x7bc98b),
    DATASAFE_LOAD("datasafeLoad", "datasafe load(..)", 0x7bc98b),
    DATASAFE_MAP("datasafeMap", "datasafe map(..)", 0x7bc98b),
    TRANSACTION("transaction", "in a transaction", 0x1a7f37),
    DEADLINE("deadline", "with a deadline", 0x7bc98b),
    WATCH("watch", "watched", 0x2da44e),
    DATASAFE_LOOP("datasafeLoop", "datasafe, one by one", 0x7bc98b),
    SPRING("spring", "Spring", 0xbf8700),
    JOOQ("jooq", "jOOQ", 0x0969da),
    JDBI("jdbi", "JDBI", 0x8250df),
    FAILSAFE("failsafe", "JDBC + Failsafe", 0xcf222e),
    JOOQ_BY_HAND("jooqByHand", "jOOQ by hand", 0x57606a),
    JOOQ_LOOP("jooqLoop", "jOOQ loop", 0xcf222e),
    MULTISET("multiset", "MULTISET", 0x0969da),
    FETCH_CHILDREN("fetchChildren", "fetchChildren", 0x54aeff),
    JAVA_DATALOADER("javaDataloader", "java-dataloader", 0x8250df),
    JAVA_DATALOADER_JDBC("javaDataloaderJdbc", "java-dataloader on JDBC", 0xa475f9),
    HIBERNATE("hibernate", "Hibernate, batches", 0xbf8700),
    HIBERNATE_JOIN("hibernateJoin", "Hibernate, join fetch", 0xd4a72c),
    HIBERNATE_SUBSELECT("hibernateSubselect", "Hibernate, subselect", 0xeac54f),
    EBEAN("ebean", "Ebean, batches", 0x953800),
    EBEAN_QUERY("ebeanFetchQuery", "Ebean, fetchQuery", 0xbc4c00),
    DATASOURCE_PROXY("datasourceProxy", "datasource-proxy", 0x0969da),
    ROW_NUMBER("rowNumber", "row_number()", 0x0969da),
    LOAD_ALL("loadAll", "all rows", 0xcf222e),
    JOOQ_RECURSIVE("jooqRecursive", "jOOQ withRecursive and join", 0x0969da),
    JOOQ_LEVELS("jooqLevels", "jOOQ level by level", 0x54aeff),
    LEVELS("levels", "JDBC level by level", 0x57606a),
    LTREE("ltree", "ltree", 0x8250df),
    CLOSURE_TABLE("closureTable", "closure table", 0xbf8700),
    CYCLE_CLAUSE("cycleClause", "CYCLE clause", 0xcf222e),
    PATH_ARRAY("pathArray", "path array", 0xbf8700),
    CLASSIC_RECURSION("classicRecursion", "classic recursive CTE", 0xcf222e),
    UNION_FIRST("unionFirst", "UNION and LIMIT 1", 0x0969da),
    UNLOCKED("unlocked", "check, then UPDATE", 0xcf222e),
    SERIALIZABLE("serializable", "SERIALIZABLE + retry", 0x0969da);

    private static final Set<Peer> OTHER_NAMES = EnumSet.of(DATASAFE_RESOLVABLE, TRANSACTION, DEADLINE, WATCH);

    private final String method;
    private final String label;
    private final int rgb;

    Peer(String method, String label, int rgb) {
        this.method = method;
        this.label = label;
        this.rgb = rgb;
    }

    static Peer of(Measurement measurement) {
        return Arrays.stream(values())
                .filter(peer -> peer.method.equals(measurement.peer()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the report knows no peer \"" + measurement.peer() + "\": add it to Peer"));
    }

    String method() {
        return method;
    }

    String label() {
        return label;
    }

    int rgb() {
        return rgb;
    }

    boolean isOurs() {
        return method.startsWith("datasafe") || OTHER_NAMES.contains(this);
    }

    boolean isFloor() {
        return this == BARE_JDBC || this == HASH_MAP;
    }
}
