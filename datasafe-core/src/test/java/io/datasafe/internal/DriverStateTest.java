package io.datasafe.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

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
}
