import io.datasafe.jooq.JooqTransactions;
import io.datasafe.tx.Transactions;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

abstract class Page {
    DataSource dataSource;
    Long customer;
    List<Long> mail;
    Table<Record> ORDERS;
    Field<Long> ID;
    Field<Long> CUSTOMER;

    abstract void applyDiscount(DSLContext dsl, Long order);
}
