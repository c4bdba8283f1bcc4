package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.pool.HikariProxyConnection;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.Transactions;
import jakarta.persistence.TransactionRequiredException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.jdbc.PgConnection;

/** Hibernate on the joining data source. */
class HibernateIT {
    private final IllegalStateException failure = new IllegalStateException("of the work");
    private final List<String> told = new ArrayList<>();
    private ItemDatabase db;
    private Transactions tx;
    private SessionFactory hibernate;

    @BeforeEach
    void open() {
        open(1);
    }

    private void open(int poolSize) {
        db = ItemDatabase.open(poolSize);
        tx = Transactions.of(db.pool());
        hibernate = factory(null);
    }

    private SessionFactory factory(PhysicalConnectionHandlingMode mode) {
        Configuration configuration = new Configuration().addAnnotatedClass(Item.class);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, tx.dataSource());
        if (mode != null) {
            configuration.getProperties().put(AvailableSettings.CONNECTION_HANDLING, mode);
        }
        return configuration.buildSessionFactory();
    }

    @AfterEach
    void close() throws SQLException {
        hibernate.close();
        try (ItemDatabase opened = db) {
            opened.assertClean();
        }
    }

    private static List<Integer> seen(SharedSessionContract session) {
        return session.createSelectionQuery("select id from Item order by id", Integer.class)
                .getResultList();
    }

    @Test
    void insideASessionIsThatTransaction() {
        tx.run(t -> {
            ItemDatabase.execute(t.connection(), "INSERT INTO item VALUES (1)");
            t.afterCommit("tell", () -> told.add("committed, of " + db.stored()));
            hibernate.inTransaction(session -> {
                session.persist(new Item(2));
                assertThat(seen(session)).containsExactly(1, 2);
                assertThat(session.find(Item.class, 1).id()).isEqualTo(1);
            });
            assertThat(ItemDatabase.ids(t.connection())).containsExactly(1, 2);
            assertThat(db.stored()).isEmpty();
            assertThat(told).isEmpty();
        });
        assertThat(told).containsExactly("committed, of [1, 2]");
    }

    @Test
    void insideItReadsWithoutATransactionOfItsOwnButFlushesInOneOnly() {
        tx.run(t -> {
            ItemDatabase.execute(t.connection(), "INSERT INTO item VALUES (1)");
            hibernate.inSession(session -> {
                assertThat(seen(session)).containsExactly(1);
                session.persist(new Item(2));
                assertThatThrownBy(session::flush).isInstanceOf(TransactionRequiredException.class);
            });
        });
        assertThat(db.stored()).containsExactly(1);
    }

    @Test
    void insideItIsRolledBackWithIt() {
        assertThatThrownBy(() -> tx.run(t -> {
                    hibernate.inTransaction(session -> session.persist(new Item(1)));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void outsideItsTransactionsCommitAndRollBack() {
        hibernate.inTransaction(session -> session.persist(new Item(1)));
        assertThatThrownBy(() -> hibernate.inTransaction(session -> {
                    session.persist(new Item(2));
                    session.flush();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(db.stored()).containsExactly(1);
    }

    @Test
    void insideARollbackOfHibernateDoomsTheWhole() {
        assertThatThrownBy(() -> tx.run(t -> {
                    t.afterCommit("tell", () -> told.add("committed"));
                    try (Session session = hibernate.openSession()) {
                        Transaction own = session.beginTransaction();
                        session.persist(new Item(1));
                        session.flush();
                        own.rollback();
                    }
                }))
                .isInstanceOf(SilentRollbackException.class);
        assertThatThrownBy(() -> tx.run(t -> {
                    assertThat(catchThrowable(() -> hibernate.inTransaction(session -> {
                                session.persist(new Item(1));
                                session.flush();
                                throw failure;
                            })))
                            .isSameAs(failure);
                    hibernate.inTransaction(session -> session.persist(new Item(2)));
                }))
                .isInstanceOf(SilentRollbackException.class)
                .hasRootCauseMessage("a part that joined transaction \"transaction\" rolled back");
        assertThat(db.stored()).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PhysicalConnectionHandlingMode.class)
    void eachWayToHoldConnectionsJoins(PhysicalConnectionHandlingMode mode) throws SQLException {
        close();
        // Some take two to find out what the database can do.
        open(2);
        try (SessionFactory factory = factory(mode)) {
            tx.run(t -> {
                try (Session session = factory.openSession();
                        StatelessSession stateless = factory.openStatelessSession()) {
                    for (int i = 1; i <= 4; i += 2) {
                        Transaction own = session.beginTransaction();
                        session.persist(new Item(i));
                        own.commit();
                        Transaction other = stateless.beginTransaction();
                        stateless.insert(new Item(i + 1));
                        other.commit();
                    }
                    assertThat(seen(session)).containsExactly(1, 2, 3, 4);
                }
                assertThat(db.stored()).isEmpty();
            });
        }
        assertThat(db.stored()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aSessionThatWasOpenedBeforeJoinsAndGoesOnAfter() {
        try (Session session = hibernate.openSession()) {
            assertThat(seen(session)).isEmpty();
            assertThatThrownBy(() -> tx.run(t -> {
                        Transaction own = session.beginTransaction();
                        session.persist(new Item(1));
                        own.commit();
                        assertThat(db.stored()).isEmpty();
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(seen(session)).isEmpty();
            session.clear();
            Transaction own = session.beginTransaction();
            session.persist(new Item(2));
            own.commit();
        }
        assertThat(db.stored()).containsExactly(2);
    }

    @Test
    void byDefaultItGivesTheConnectionBackAfterEachTransaction() {
        assertThat(hibernate
                        .unwrap(SessionFactoryImplementor.class)
                        .getSessionFactoryOptions()
                        .getPhysicalConnectionHandlingMode())
                .isEqualTo(PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION);
    }

    @Test
    void aSessionThatHoldsItsConnectionIsRefusedAfterwards() {
        try (SessionFactory holding = factory(PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_HOLD);
                Session session = holding.openSession()) {
            tx.run(t -> {
                Transaction own = session.beginTransaction();
                session.persist(new Item(1));
                own.commit();
            });
            assertThatThrownBy(() -> seen(session)).hasStackTraceContaining("has ended: its scope was used after");
        }
        assertThat(db.stored()).containsExactly(1);
    }

    @Test
    void aSwallowedErrorIsStillReported() {
        assertThatThrownBy(() -> tx.run(t -> {
                    ItemDatabase.execute(t.connection(), "INSERT INTO item VALUES (1)");
                    hibernate.inSession(session -> {
                        session.beginTransaction();
                        session.persist(new Item(1));
                        assertThatThrownBy(session::flush)
                                .isInstanceOfSatisfying(
                                        ConstraintViolationException.class,
                                        e -> assertThat(SqlState.of(e)).isEqualTo("23505"));
                    });
                }))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void aConflictThatHibernateHasWrappedIsRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        tx.run(t -> hibernate.inTransaction(session -> {
            session.persist(new Item(t.attempt()));
            session.flush();
            if (attempts.incrementAndGet() < 3) {
                session.createNativeMutationQuery("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")
                        .executeUpdate();
            }
        }));
        assertThat(attempts).hasValue(3);
        assertThat(db.stored()).containsExactly(3);
    }

    @Test
    void unwrapReachesEveryLayer() {
        tx.run(t -> hibernate.inSession(session -> session.doWork(c -> {
            assertThat(c.unwrap(PgConnection.class)).isSameAs(t.connection().unwrap(PgConnection.class));
            assertThat(c.unwrap(HikariProxyConnection.class))
                    .isSameAs(t.connection().unwrap(HikariProxyConnection.class));
            assertThat(c.unwrap(PgConnection.class).getCopyAPI()).isNotNull();
        })));
    }
}
