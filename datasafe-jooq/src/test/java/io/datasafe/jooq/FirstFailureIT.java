package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.TooManyRowsException;
import org.junit.jupiter.api.Test;

/** Which failure a silent rollback names. */
class FirstFailureIT extends Items {
    private void failOnTheClient(JooqTx t) {
        assertThat(catchThrowable(() -> t.dsl().fetch("SELECT ?")))
                .as("the driver's own")
                .isInstanceOf(DataAccessException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThat(catchThrowable(() -> t.dsl().fetchOne("SELECT 1 UNION SELECT 2")))
                .as("jOOQ's own")
                .isInstanceOf(TooManyRowsException.class);
    }

    @Test
    void anErrorOfTheClientIsNone() {
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .isThrownBy(() -> tx.run(t -> {
                    failOnTheClient(t);
                    catchThrowable(() -> t.dsl().fetch("SELECT ?"));
                    catchThrowable(() -> t.dsl().fetch("SELECT 1/0"));
                }))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22012"));
        tx.run(this::failOnTheClient);
    }

    @Test
    void behindAHiddenDriverOnlyThoseOfJooqAreTold() {
        JooqTransactions hidden = JooqTransactions.of(Transactions.of(hiding(db.pool())));
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .isThrownBy(() -> hidden.run(t -> {
                    catchThrowable(() -> t.dsl().fetchOne("SELECT 1 UNION SELECT 2"));
                    catchThrowable(() -> t.dsl().fetch("SELECT 1/0"));
                }))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22012"));
    }

    @Test
    void aSessionThatIsLostIsOneWithoutAPoolToo() {
        JooqTransactions unpooled = JooqTransactions.of(Transactions.of(db.unpooled()));
        assertThatExceptionOfType(JooqTransactionException.class)
                .isThrownBy(() -> unpooled.run(t -> {
                    insert(t.dsl(), 1);
                    db.proxy().on(Trigger.statementContaining("SELECT 2")).cut();
                    catchThrowable(() -> t.dsl().fetch("SELECT 2"));
                }))
                .withMessageContaining("its connection was closed inside it")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("08006"));
    }

    /** The pool behind a wrapper that does not unwrap. */
    private static DataSource hiding(DataSource pool) {
        return proxy(DataSource.class, pool, result -> result instanceof Connection c ? hiding(c) : result);
    }

    private static Connection hiding(Connection connection) {
        return proxy(Connection.class, connection, result -> result);
    }

    private static <T> T proxy(Class<T> type, T target, UnaryOperator<Object> view) {
        return type.cast(Proxy.newProxyInstance(
                FirstFailureIT.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> view.apply(invoke(target, method, arguments))));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("unwrap")) {
            throw new SQLException("hidden");
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
