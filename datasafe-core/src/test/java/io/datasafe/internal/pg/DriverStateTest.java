package io.datasafe.internal.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

class DriverStateTest {
    @Test
    void worksWithoutPgjdbcOnTheClassPath() throws Exception {
        URL core = DriverState.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {core}, ClassLoader.getPlatformClassLoader())) {
            Connection stranger = (Connection)
                    Proxy.newProxyInstance(alone, new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        throw new AssertionError("nobody asks a connection that cannot be pgjdbc's");
                    });
            Method of = alone.loadClass(DriverState.class.getName()).getMethod("of", Connection.class);
            assertThat(of.invoke(null, stranger)).hasToString("HIDDEN");
        }
    }

    @Test
    void theRoutineOfTheServerTellsWhatTheCodeDoesNot() {
        PSQLException stale = new PSQLException(new ServerErrorMessage("SERROR\0C0A000\0Mx\0RRevalidateCachedQuery\0"));
        assertThat(DriverState.isOfStalePlan(new RuntimeException(new SQLException(stale))))
                .isTrue();
        assertThat(DriverState.isOfStalePlan(new PSQLException(new ServerErrorMessage("C0A000\0Mx\0Rother\0"))))
                .isFalse();
        assertThat(DriverState.isOfStalePlan(new PSQLException("by the driver", PSQLState.UNKNOWN_STATE)))
                .isFalse();
        assertThat(DriverState.isOfStalePlan(null)).isFalse();
        assertThat(DriverState.isOfSynchronousWait(new SQLWarning("plain"))).isFalse();
        assertThat(DriverState.isOfSynchronousWait(
                        new PSQLWarning(new ServerErrorMessage("C01000\0Mx\0RSyncRepWaitForLSN\0"))))
                .isTrue();
        Exception ring = new Exception("a");
        Exception other = new Exception("b", ring);
        ring.initCause(other);
        assertThat(DriverState.isOfStalePlan(ring)).isFalse();
    }
}
