import io.datasafe.tx.Outcome;
import io.datasafe.tx.Ticket;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Resolution;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import static java.time.Duration.ofSeconds;

abstract class Page {
    DataSource dataSource;
    Order newOrder;
    String text;
    List<String> later;
    Request request;

    record Order(long id) {}

    record Request(String key) {}

    abstract Order insert(Connection connection, Order order);

    abstract UUID pay(Connection connection, Request request);

    abstract void reply(Order order);

    abstract void refuse(Throwable cause);
}
