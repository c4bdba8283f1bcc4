package io.datasafe.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.tx.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A fresh database with an outbox, and readers on it that poll often. */
final class OutboxDatabase implements AutoCloseable {
    final PooledDatabase db;
    final Mailbox mailbox = new Mailbox();
    /** Writers go around the proxy, whose faults are for the reader. */
    private final HikariDataSource writers;

    private final Transactions tx;
    private final List<OutboxReader> readers = new ArrayList<>();

    private OutboxDatabase(PooledDatabase db) throws SQLException {
        this.db = db;
        db.execute(OutboxTable.ddl());
        this.writers = new HikariDataSource();
        writers.setDataSource(db.database().dataSource());
        writers.setMaximumPoolSize(2);
        this.tx = Transactions.of(writers);
    }

    static OutboxDatabase open() throws SQLException {
        return new OutboxDatabase(PooledDatabase.open());
    }

    static OutboxDatabase open(Consumer<HikariConfig> settings) throws SQLException {
        return new OutboxDatabase(PooledDatabase.open(settings));
    }

    FaultProxy proxy() {
        return db.proxy();
    }

    DataSource pool() {
        return db.pool();
    }

    /** The way through the proxy without the pool. */
    DataSource throughProxy() {
        return db.pool().getDataSource();
    }

    Transactions tx() {
        return tx;
    }

    OutboxReaderBuilder reader() {
        return reader(mailbox);
    }

    OutboxReaderBuilder reader(Mailbox box) {
        return OutboxReader.on(db.pool(), box)
                .listener(box)
                .poll(Duration.ofMillis(10))
                .backoff(Duration.ofMillis(1), Duration.ofMillis(1));
    }

    /** Starts a reader that is closed with the database, if not before. */
    OutboxReader start(OutboxReaderBuilder builder) {
        OutboxReader reader = builder.start();
        readers.add(reader);
        return reader;
    }

    /** Writes messages in one transaction. */
    void write(String topic, String... payloads) {
        tx.run(t -> {
            for (String payload : payloads) {
                t.outbox(topic, payload);
            }
        });
    }

    void expireLease() throws SQLException {
        db.execute("UPDATE datasafe_outbox_reader SET expires_at = '-infinity'");
    }

    /** Waits until a query gives these values in its first column, whatever the reader is about to do. */
    void await(String sql, String... expected) throws SQLException {
        List<String> values = Arrays.asList(expected);
        while (!db.query(sql).equals(values)) {
            Thread.onSpinWait();
        }
    }

    void awaitEmpty() throws SQLException {
        await("SELECT payload FROM datasafe_outbox WHERE set_aside_at IS NULL");
    }

    @Override
    public void close() {
        readers.forEach(OutboxReader::close);
        writers.close();
        db.close();
    }
}
