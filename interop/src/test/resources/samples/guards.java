import io.datasafe.event.Event;
import io.datasafe.tx.Guard;
import io.datasafe.tx.Reaction;
import io.datasafe.tx.Transactions;
import java.time.Duration;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jdbi.v3.core.Jdbi;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import static java.time.Duration.ofMillis;

abstract class Page {
    DataSource pool;
    Transactions tx;

    record Item(int id) {}

    abstract void log(Event event);
}
