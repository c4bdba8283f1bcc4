package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.datasafe.tx.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** README's example: compiled, run, and the same text as in README. */
class ReadmeIT {
    private static final Table<Record> ORDERS = table(name("orders"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
    private static final Field<Long> CUSTOMER = field(name("customer"), SQLDataType.BIGINT);

    private final List<Long> mail = new ArrayList<>();

    @Test
    void theExampleRuns() {
        try (JooqDatabase db = new JooqDatabase()) {
            db.outside().execute("CREATE TABLE orders (id bigserial PRIMARY KEY, customer bigint, discount int)");
            Long id = placeOrder(db.pool(), 7L);
            assertThat(mail).containsExactly(id);
            assertThat(db.outside()
                            .fetch("SELECT customer, discount FROM orders")
                            .formatCSV(false))
                    .isEqualTo("7,10\n");
        }
    }

    private Long placeOrder(DataSource dataSource, Long customer) {
        // spotless:off
        // readme:begin
        JooqTransactions tx = JooqTransactions.of(Transactions.of(dataSource)); // once; immutable, thread-safe

        Long id = tx.serializable().named("place order").call(t -> { // joins this thread's transaction, or starts one
            Long order = t.dsl().insertInto(ORDERS, CUSTOMER).values(customer).returning(ID).fetchOne(ID);
            t.runSavepoint(s -> applyDiscount(s.dsl(), order)); // rolled back alone if it fails and you catch the exception
            t.afterCommit("receipt", () -> mail.add(order)); // runs once, only if committed, after the connection is returned
            return order;
        }); // conflicts were retried, a lost COMMIT was resolved; an SQL error that the work swallowed would have thrown
        // readme:end
        // spotless:on
        return id;
    }

    private static void applyDiscount(DSLContext dsl, Long order) {
        dsl.execute("UPDATE orders SET discount = 10 WHERE id = ?", order);
    }

    @Test
    void readmeShowsThisVeryCode() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        List<String> source =
                Files.readAllLines(root.resolve("datasafe-jooq/src/test/java/io/datasafe/jooq/ReadmeIT.java"));
        List<String> readme = Files.readAllLines(root.resolve("README.md"));
        assertThat(between(readme, "```java", "```"))
                .isEqualTo(between(source, "// readme:begin", "// readme:end"))
                .hasSizeBetween(5, 12);
    }

    private static List<String> between(List<String> lines, String begin, String end) {
        List<String> stripped = lines.stream().map(String::strip).toList();
        int from = stripped.indexOf(begin) + 1;
        int to = from + stripped.subList(from, stripped.size()).indexOf(end);
        return stripped.subList(from, to);
    }
}
