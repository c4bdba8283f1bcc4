import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Recording;
import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.test.proxy.Trip;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class Page {
    FaultProxy proxy;
    DataSource dataSource;
    Connection connection;
    ExecutorService executor;
    Payments service;
    Payments impatient;

    interface Payments {
        Void pay(int id) throws SQLException;

        Void pay(Connection connection, int id) throws SQLException;

        boolean isPaid(int id) throws SQLException;

        boolean isPaid(Connection connection, int id) throws SQLException;
    }
}
