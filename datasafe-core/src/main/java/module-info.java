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
    exports io.datasafe.tenant;
    exports io.datasafe.tx;
    exports io.datasafe.internal.jdbc to
            io.datasafe.watch;
    exports io.datasafe.internal.pg to
            io.datasafe.jooq;
    exports io.datasafe.internal.scope to
            io.datasafe.jooq,
            io.datasafe.watch;
    exports io.datasafe.internal.sql to
            io.datasafe.jooq,
            io.datasafe.watch;
}
