import io.datasafe.jooq.JooqTransactions;
import io.datasafe.tx.Transactions;
import java.math.BigDecimal;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

abstract class Page {
    Transactions transactions;
    JooqTransactions tx;
    DSLContext ctx;
    Configuration configuration;
    BigDecimal amount;
    Table<Record> PAYMENT;
    Field<Long> ID;
    Field<BigDecimal> AMOUNT;
    Mail mail;

    interface Mail {
        void receipt(Long payment);
    }

    abstract void bookFee(DSLContext dsl, Long payment);
}
