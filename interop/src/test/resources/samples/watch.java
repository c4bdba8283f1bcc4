import io.datasafe.event.Event;
import io.datasafe.junit.FailOnNPlusOne;
import io.datasafe.watch.QueryCounts;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

abstract class Page {
    static DataSource db;
    DataSource pool;
    Shop shop;
    Metrics metrics;

    record Book(long authorId) {}

    interface Shop {
        List<Book> books();

        String author(long id);
    }

    interface Metrics {
        void count(Event event);
    }

    abstract void insertBooks(int count);

    static void page(DataSource db) {}
}
