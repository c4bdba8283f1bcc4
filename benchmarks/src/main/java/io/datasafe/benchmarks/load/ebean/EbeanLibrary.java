package io.datasafe.benchmarks.load.ebean;

import io.ebean.Database;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/** Ebean with lazy loading in batches. */
public final class EbeanLibrary implements AutoCloseable {
    private static final int BATCH = 100;

    private final Database database;

    /**
     * Starts it.
     *
     * @param dataSource where it takes its connections
     */
    public EbeanLibrary(DataSource dataSource) {
        database = Database.builder()
                .name("library")
                .dataSource(dataSource)
                .defaultDatabase(false)
                .register(false)
                .lazyLoadBatchSize(BATCH)
                .addClass(AuthorEntity.class)
                .addClass(BookEntity.class)
                .build();
    }

    /**
     * Reads the first authors, and then adds up something of each.
     *
     * @param authors how many
     * @param figure reads the books of an author
     * @return the sum
     */
    public long sum(int authors, ToLongFunction<AuthorEntity> figure) {
        long sum = 0;
        for (AuthorEntity author : database.find(AuthorEntity.class)
                .where()
                .le("id", authors)
                .orderBy("id")
                .findList()) {
            sum += figure.applyAsLong(author);
        }
        return sum;
    }

    @Override
    public void close() {
        database.shutdown(false, false);
    }
}
