package io.datasafe.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.api.Test;

class ScriptedDataSourceTest {
    @Test
    void theLastFunctionSuppliesAllFurtherConnections() throws SQLException {
        SQLException refused = new SQLException("refused", "08001");
        Connection one = named("one");
        Connection two = named("two");
        ScriptedDataSource source = ScriptedDataSource.of(
                () -> {
                    throw refused;
                },
                () -> one,
                () -> two);
        assertThatThrownBy(source::getConnection).isSameAs(refused);
        assertThat(source.getConnection()).isSameAs(one);
        assertThat(source.getConnection()).isSameAs(two);
        assertThat(source.getConnection()).isSameAs(two);
        assertThat(source.requests()).isEqualTo(4);
    }

    @Test
    void oneFunctionSuppliesAll() throws SQLException {
        Connection only = named("only");
        ScriptedDataSource source = ScriptedDataSource.of(() -> only);
        assertThat(source.getConnection()).isSameAs(only);
        assertThat(source.getConnection()).isSameAs(only);
    }

    @Test
    void offersNothingElse() throws SQLException {
        ScriptedDataSource source = ScriptedDataSource.of(() -> named("only"));
        assertThatThrownBy(() -> source.getConnection("user", "password"))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> source.unwrap(ScriptedDataSource.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(source::getParentLogger).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThat(source.isWrapperFor(ScriptedDataSource.class)).isFalse();
        source.setLogWriter(null);
        source.setLoginTimeout(1);
        assertThat(source.getLogWriter()).isNull();
        assertThat(source.getLoginTimeout()).isZero();
        assertThat(source.requests()).isZero();
    }

    /** A connection that is only told from others. */
    private static Connection named(String name) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "toString" -> name;
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> name.hashCode();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
