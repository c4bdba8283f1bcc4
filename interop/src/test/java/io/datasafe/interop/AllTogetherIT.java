package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.tx.Action;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The example of docs/guards.md. */
class AllTogetherIT {
    @Test
    void allShareOneTransaction() throws SQLException {
        try (ItemDatabase db = ItemDatabase.open(1)) {
            Transactions tx = Transactions.of(db.pool());

            DataSource joined = tx.dataSource();
            JdbcTemplate jdbc = new JdbcTemplate(joined);
            TransactionTemplate spring = new TransactionTemplate(new DataSourceTransactionManager(joined));
            Configuration configuration = new Configuration().addAnnotatedClass(Item.class);
            configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", joined);
            SessionFactory hibernate = configuration.buildSessionFactory();
            Jdbi jdbi = Jdbi.create(joined);

            Action<Tx, RuntimeException> insert = t -> {
                jdbc.update("INSERT INTO item VALUES (?)", 1);
                spring.executeWithoutResult(status -> jdbc.update("INSERT INTO item VALUES (?)", 2));
                hibernate.inTransaction(session -> session.persist(new Item(3)));
                jdbi.useTransaction(handle -> handle.execute("INSERT INTO item VALUES (?)", 4));
                assertThat(db.stored()).isEmpty();
            };
            IllegalStateException failure = new IllegalStateException("of the work");
            assertThatThrownBy(() -> tx.run(t -> {
                        insert.apply(t);
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(db.stored()).isEmpty();
            tx.run(insert);
            assertThat(db.stored()).containsExactly(1, 2, 3, 4);
            hibernate.close();
            db.assertClean();
        }
    }
}
