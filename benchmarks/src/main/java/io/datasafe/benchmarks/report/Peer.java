package io.datasafe.benchmarks.report;

import java.awt.Color;
import java.util.Arrays;

/** Who is measured: the name of the benchmark method, what readers call it, and its colour in all charts. */
enum Peer {
    BARE_JDBC("bareJdbc", "bare JDBC", 0x8c959f),
    SET_ISOLATION("setTransactionIsolation", "JDBC setTransactionIsolation", 0x57606a),
    SET_LOCAL("setLocal", "JDBC, 3 × SET LOCAL", 0x57606a),
    DATASAFE("datasafe", "datasafe", 0x1a7f37),
    DATASAFE_RESOLVABLE("resolvable", "datasafe resolvable()", 0x7bc98b),
    DATASAFE_JOOQ("datasafeJooq", "datasafe + jOOQ", 0x7bc98b),
    SPRING("spring", "Spring", 0xbf8700),
    JOOQ("jooq", "jOOQ", 0x0969da),
    JDBI("jdbi", "JDBI", 0x8250df),
    FAILSAFE("failsafe", "JDBC + Failsafe", 0xcf222e);

    private final String method;
    private final String label;
    private final Color color;

    Peer(String method, String label, int rgb) {
        this.method = method;
        this.label = label;
        this.color = new Color(rgb);
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

    Color color() {
        return color;
    }

    boolean isOurs() {
        return this == DATASAFE || this == DATASAFE_RESOLVABLE || this == DATASAFE_JOOQ;
    }

    boolean isFloor() {
        return this == BARE_JDBC;
    }
}
