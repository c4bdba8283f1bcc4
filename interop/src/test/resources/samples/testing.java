import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.OnReplica;
import io.datasafe.test.ThroughProxy;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.test.proxy.Trigger;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import static java.util.concurrent.CompletableFuture.runAsync;

abstract class Page {
    EmbeddedCluster cluster;
    Database database;
    FaultProxy proxy;
    Service service;
    Order order;

    record Order(long id) {}

    interface Service {
        void pay(Order order);
    }

    static final class Schema {
        static void create(Connection connection) {}
    }

    static void use(Database database) {}

    static void pay(DataSource db) {}

    static void read(DataSource db) {}
}
