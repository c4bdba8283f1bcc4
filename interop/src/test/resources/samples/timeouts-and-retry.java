import io.datasafe.tx.Retry;
import io.datasafe.tx.Timeouts;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import io.datasafe.tx.Work;
import javax.sql.DataSource;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

abstract class Page {
    DataSource dataSource;
    Work<Tx, String, RuntimeException> work;
}
