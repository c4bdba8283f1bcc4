import io.datasafe.event.Event;
import io.datasafe.outbox.MessageHandler;
import io.datasafe.outbox.Outbox;
import io.datasafe.outbox.OutboxBell;
import io.datasafe.outbox.OutboxReader;
import io.datasafe.outbox.OutboxTable;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;

abstract class Page {
    Connection connection;
    DataSource dataSource;
    DataSource direct;
    Transactions tx;
    Order order;
    Broker broker;
    Metrics metrics;
    MessageHandler handler;
    OutboxReader reader;

    record Order(long id) {}

    interface Broker {
        void send(String topic, String payload);
    }

    interface Metrics {
        void count(Event event);
    }

    abstract void insert(Connection connection, Order order);

    abstract String json(Order order);
}
