package io.datasafe.benchmarks.load.hibernate;

import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.FetchSettings;
import org.hibernate.cfg.JdbcSettings;

/** Hibernate, with the ways to fetch that it offers. */
public final class HibernateLibrary implements AutoCloseable {
    private static final int BATCH = 1_000;

    /** Held, or its level would be forgotten with it. */
    private static final Logger LOG = Logger.getLogger("org.hibernate");

    private final SessionFactory factory;

    /**
     * Starts it.
     *
     * @param dataSource where it takes its connections
     */
    public HibernateLibrary(DataSource dataSource) {
        LOG.setLevel(Level.WARNING);
        Configuration configuration = new Configuration()
                .setProperty(FetchSettings.DEFAULT_BATCH_FETCH_SIZE, Integer.toString(BATCH))
                .addAnnotatedClass(AuthorEntity.class)
                .addAnnotatedClass(BookEntity.class);
        configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
        factory = configuration.buildSessionFactory();
    }

    /** How the books of authors come. */
    public enum Fetching {
        /** When they are first asked for, for many authors at once. */
        BATCHES,

        /** With their authors, in one query. */
        JOIN,

        /** When they are first asked for, for all authors of the query, which is repeated as a subselect. */
        SUBSELECT
    }

    /**
     * Reads the first authors, and then adds up something of each. Entities are read-only: no copies are kept to find
     * changes.
     *
     * @param fetching how
     * @param authors how many
     * @param figure reads the books of an author
     * @return the sum
     */
    public long sum(Fetching fetching, int authors, ToLongFunction<AuthorEntity> figure) {
        try (Session session = factory.openSession()) {
            session.setDefaultReadOnly(true);
            session.setSubselectFetchingEnabled(fetching == Fetching.SUBSELECT);
            long sum = 0;
            for (AuthorEntity author : session.createSelectionQuery(
                            "from AuthorEntity a " + (fetching == Fetching.JOIN ? "left join fetch a.books " : "")
                                    + "where a.id <= :last order by a.id",
                            AuthorEntity.class)
                    .setParameter("last", (long) authors)
                    .getResultList()) {
                sum += figure.applyAsLong(author);
            }
            return sum;
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
