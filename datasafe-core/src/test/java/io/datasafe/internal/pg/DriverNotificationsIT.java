package io.datasafe.internal.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.WrappingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DriverNotificationsIT {
    private static final Duration MILLI = Duration.ofMillis(1);

    @Test
    void areHeardThroughAPoolAndTakenOnce() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open();
                Connection connection = db.pool().getConnection()) {
            assertThat(DriverNotifications.areReachable(connection)).isTrue();
            PooledDatabase.execute(connection, "LISTEN bell");
            assertThat(DriverNotifications.await(connection, MILLI)).isFalse();
            db.execute("NOTIFY bell");
            db.execute("NOTIFY bell, 'twice'");
            assertThat(DriverNotifications.await(connection, Duration.ofSeconds(30)))
                    .isTrue();
            PooledDatabase.execute(connection, "SELECT 1");
            DriverNotifications.await(connection, MILLI);
            assertThat(DriverNotifications.await(connection, MILLI)).isFalse();
        }
    }

    @Test
    void areOutOfReachWhereTheDriverIsHidden() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open();
                Connection connection = WrappingDataSource.hiding(db.pool()).getConnection()) {
            assertThat(DriverNotifications.areReachable(connection)).isFalse();
            assertThatThrownBy(() -> DriverNotifications.await(connection, MILLI))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does not unwrap to pgjdbc's");
        }
    }
}
