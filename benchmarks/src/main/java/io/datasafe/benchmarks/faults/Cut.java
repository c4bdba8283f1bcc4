package io.datasafe.benchmarks.faults;

import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Cuts the connection at a message. */
final class Cut implements Sabotage {
    private final FaultProxy proxy;
    private final Trigger trigger;
    private @Nullable Fault fault;

    Cut(FaultProxy proxy, Trigger trigger) {
        this.proxy = proxy;
        this.trigger = trigger;
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        fault = proxy.link(connection).on(trigger).cut();
    }

    @Override
    public boolean finish() {
        Fault armed = fault;
        if (armed == null) {
            return false;
        }
        armed.cancel();
        return armed.hits() > 0;
    }
}
