import io.datasafe.event.Event;
import io.datasafe.tx.Retry;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import javax.sql.DataSource;
import static java.time.Duration.ofSeconds;

abstract class Page {
    DataSource dataSource;
    Order newOrder;
    Mail mail;

    record Order(long id) {}

    interface Mail {
        void receipt(Order order);
    }

    abstract void insert(Connection connection, Order order);

    abstract void log(Event event);
}
