package io.datasafe.benchmarks.load.ebean;

import io.ebean.Database;
import io.ebean.FetchConfig;
import io.ebean.Query;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/** Ebean, with lazy loading in batches or a second query. */
public final class EbeanLibrary implements AutoCloseable {
    private static final int BATCH = 100;
    private static final int QUERY_BATCH = 1_000;

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
     * Reads the first authors, and then adds up something of each. Where all is read at once, it cannot be modified;
     * Ebean loads nothing lazily then.
     *
     * @param eagerly whether the books are read with a second query at once, {@code fetchQuery}; else when they are
     *     first asked for
     * @param authors how many
     * @param figure reads the books of an author
     * @return the sum
     */
    public long sum(boolean eagerly, int authors, ToLongFunction<AuthorEntity> figure) {
        Query<AuthorEntity> query = database.find(AuthorEntity.class);
        if (eagerly) {
            query.fetch("books", FetchConfig.ofQuery(QUERY_BATCH)).setUnmodifiable(true);
        }
        long sum = 0;
        for (AuthorEntity author : query.where().le("id", authors).orderBy("id").findList()) {
            sum += figure.applyAsLong(author);
        }
        return sum;
    }

    @Override
    public void close() {
        database.shutdown(false, false);
    }
}
