/** datasafe's core: JDBC only. */
@SuppressWarnings("module") // The siblings that see the internals are compiled later.
module io.datasafe.core {
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires static org.postgresql.jdbc;

    exports io.datasafe;
    exports io.datasafe.event;
    exports io.datasafe.load;
    exports io.datasafe.outbox;
    exports io.datasafe.sqlstate;
    exports io.datasafe.tx;
    exports io.datasafe.watch;
    exports io.datasafe.internal to
            io.datasafe.jooq;
}
