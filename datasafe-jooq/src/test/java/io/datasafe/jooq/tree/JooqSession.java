package io.datasafe.jooq.tree;

import io.datasafe.test.ConcurrentSession;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A {@link ConcurrentSession} with jOOQ on its connection, so that its statements fail with jOOQ's exceptions. */
final class JooqSession implements AutoCloseable {
    private final ConcurrentSession session;
    private final DSLContext dsl;

    JooqSession(DataSource source) throws SQLException {
        session = ConcurrentSession.open(source);
        dsl = DSL.using(session.connection(), SQLDialect.POSTGRES);
    }

    DSLContext dsl() {
        return dsl;
    }

    JooqSession begin(String isolation) {
        dsl.execute("begin isolation level " + isolation);
        return this;
    }

    void commit() {
        dsl.execute("commit");
    }

    <T> Future<T> start(Callable<T> work) {
        return session.start(work);
    }

    Future<?> start(String sql) {
        return session.start(() -> dsl.execute(sql));
    }

    void awaitBlocked() throws SQLException {
        session.awaitBlocked();
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
