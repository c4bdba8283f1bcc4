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

/** Hibernate with batch fetching. */
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

    /**
     * Reads the first authors, and then adds up something of each.
     *
     * @param authors how many
     * @param figure reads the books of an author
     * @return the sum
     */
    public long sum(int authors, ToLongFunction<AuthorEntity> figure) {
        try (Session session = factory.openSession()) {
            long sum = 0;
            for (AuthorEntity author : session.createSelectionQuery(
                            "from AuthorEntity a where a.id <= :last order by a.id", AuthorEntity.class)
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
