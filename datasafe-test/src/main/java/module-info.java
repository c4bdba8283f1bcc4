/** A real PostgreSQL with streaming replicas, a proxy that injects faults, and a JUnit 5 extension. */
module io.datasafe.test {
    requires transitive java.sql;
    requires static org.junit.jupiter.api; // The extension alone needs it.
    requires static transitive org.jspecify;
    requires static com.zaxxer.hikari; // PooledDatabase alone needs it.
    requires java.naming; // pgjdbc's data sources implement one of its interfaces.
    requires org.apache.commons.compress;
    requires org.postgresql.jdbc;
    requires org.tukaani.xz;

    exports io.datasafe.test;
    exports io.datasafe.test.cluster;
    exports io.datasafe.test.proxy;
}
