import io.datasafe.tenant.TenantPolicy;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import static org.assertj.core.api.Assertions.assertThat;

abstract class Page {
    DataSource dataSource;
    Statement statement;
    Tenant tenant;
    Order order;

    record Tenant(String id) {}

    record Order(long id) {}

    abstract void insert(Connection connection, Order order);
}
