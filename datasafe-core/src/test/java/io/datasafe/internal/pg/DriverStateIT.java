package io.datasafe.internal.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.WrappingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The canary: a driver version that changes its internal transaction state fails here first. */
class DriverStateIT {
    @Test
    void followsTheTransactionThroughAPool() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open();
                Connection connection = db.pool().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.IDLE);
            connection.setAutoCommit(false);
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.IDLE);
            statement.execute("SELECT 1");
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.OPEN);
            assertThatThrownBy(() -> statement.execute("SELECT 1/0")).isInstanceOf(SQLException.class);
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.FAILED);
            connection.rollback();
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.IDLE);
        }
    }

    @Test
    void followsADriverConnectionWithoutAPool() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open();
                Connection connection = db.database().dataSource().getConnection()) {
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.IDLE);
        }
    }

    @Test
    void saysWhenTheDriverIsHidden() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open();
                Connection connection = WrappingDataSource.hiding(db.pool()).getConnection()) {
            assertThat(DriverState.of(connection)).isEqualTo(TransactionStatus.HIDDEN);
        }
    }
}
