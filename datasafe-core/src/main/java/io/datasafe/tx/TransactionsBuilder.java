package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.ApplicationPackages;
import io.datasafe.internal.sql.SqlIdentifier;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Configures {@link Transactions}. Not thread-safe; what it builds is.
 *
 * @since 0.1
 */
public final class TransactionsBuilder {
    private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+");
    private static final String SHARED_BY_SPRING =
            "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy";

    private final DataSource dataSource;
    private final Map<Guard, Reaction> guards = new EnumMap<>(Guard.class);
    private Retry retry = Retry.DEFAULT;
    private Timeouts timeouts = Timeouts.none();
    private Duration resolveWithin = Duration.ofSeconds(10);
    private String tenantSetting = "app.tenant";
    private SqlIdentifier onceTable = SqlIdentifier.parse("onceTable", "datasafe_once", 2);
    private SqlIdentifier outboxTable = SqlIdentifier.parse("outboxTable", "datasafe_outbox", 2);
    private boolean reportPosition;
    private boolean rehearse;
    private ApplicationPackages application = ApplicationPackages.NONE;
    private @Nullable Duration idleBound;
    private @Nullable DatasafeListener listener;

    TransactionsBuilder(DataSource dataSource) {
        this.dataSource = checkOwn(GuardedDataSource.poolOf(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Its connection may be in the middle of Spring's transaction, which would be taken for a leftover, and rolled back
     * without a word.
     */
    private static DataSource checkOwn(DataSource dataSource) {
        for (Class<?> type = dataSource.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(SHARED_BY_SPRING)) {
                throw new IllegalArgumentException("dataSource is a " + SHARED_BY_SPRING
                        + ", whose connections belong to Spring's transactions, must be the pool: hand over its"
                        + " getTargetDataSource()");
            }
        }
        return dataSource;
    }

    /**
     * Sets when failed work is run again. Default: up to 10 attempts within 3 seconds.
     *
     * @param retry the policy; {@link Retry#none()} to see each failure yourself
     * @return this builder
     */
    public TransactionsBuilder retry(Retry retry) {
        this.retry = Objects.requireNonNull(retry, "retry");
        return this;
    }

    /**
     * Bounds the time of each transaction and its parts: see {@link Timeouts} for what each costs. Default: nothing is
     * bounded.
     *
     * @param timeouts the bounds; {@link Transactions#timeouts} derives others
     * @return this builder
     */
    public TransactionsBuilder timeouts(Timeouts timeouts) {
        this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
        return this;
    }

    /**
     * Sets for how long the server is asked what became of a transaction whose COMMIT got no answer, before that counts
     * as unknown. Counts only for transactions that can be asked for: see {@link Transactions#resolvable}. Default 10
     * seconds.
     *
     * @param within the time; 0 not to ask, but leave that to {@link Ticket#resolve}; at most 24 hours. A pool's own
     *     wait for a connection comes on top
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public TransactionsBuilder resolveWithin(Duration within) {
        this.resolveWithin = Resolution.checkWithin(within);
        return this;
    }

    /**
     * Names the setting that holds the tenant: see {@link Transactions#tenant}. Default {@code app.tenant}.
     *
     * @param name the name of a custom setting: with a dot in it, made of letters, digits and underscores
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public TransactionsBuilder tenantSetting(String name) {
        if (!SETTING.matcher(Objects.requireNonNull(name, "tenantSetting")).matches()) {
            throw new IllegalArgumentException("tenantSetting is \"" + name
                    + "\", must be a custom setting: letters, digits and underscores, with a dot, such as app.tenant");
        }
        this.tenantSetting = name;
        return this;
    }

    /**
     * Sets what is done about a mistake. Default {@link Reaction#THROW} for each, but {@link Guard#IDLE}, which
     * reports.
     *
     * @param guard the mistake
     * @param reaction what to do about it
     * @return this builder
     * @throws IllegalArgumentException for {@code IDLE} with {@code THROW}: the time is over when it is noticed
     */
    public TransactionsBuilder guard(Guard guard, Reaction reaction) {
        Objects.requireNonNull(guard, "guard");
        Objects.requireNonNull(reaction, "reaction");
        if (guard == Guard.IDLE && reaction == Reaction.THROW) {
            throw new IllegalArgumentException(
                    "guard IDLE cannot THROW: it is noticed when the time is over, and nothing is wrong with the data. REPORT it");
        }
        guards.put(guard, reaction);
        return this;
    }

    /**
     * Reports a connection that is held for longer than this between two statements: {@link Guard#IDLE}, which has the
     * cost. Default: none.
     *
     * @param bound more than 0
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public TransactionsBuilder idleBound(Duration bound) {
        Objects.requireNonNull(bound, "idleBound");
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException(
                    "idleBound is " + bound + ", must be more than 0; leave it out for none");
        }
        this.idleBound = bound;
        return this;
    }

    /**
     * Names the table of {@link Transactions#once}. Default {@code datasafe_once}, found through the search path.
     *
     * @param table {@code name} or {@code schema.name} as in SQL: folded to lower case unless in double quotes, each
     *     part at most 63 bytes; {@link OnceTable#ddl} makes it
     * @return this builder
     * @throws IllegalArgumentException if it is no name, or a part is longer
     */
    public TransactionsBuilder onceTable(String table) {
        this.onceTable = SqlIdentifier.parse("onceTable", Objects.requireNonNull(table, "onceTable"), 2);
        return this;
    }

    /**
     * Names the table of {@link Tx#outbox}. Default {@code datasafe_outbox}, found through the search path.
     *
     * @param table {@code name} or {@code schema.name} as in SQL: folded to lower case unless in double quotes, each
     *     part at most 63 bytes; {@code OutboxTable.ddl} makes it
     * @return this builder
     * @throws IllegalArgumentException if it is no name, or a part is longer
     */
    public TransactionsBuilder outboxTable(String table) {
        this.outboxTable = SqlIdentifier.parse("outboxTable", Objects.requireNonNull(table, "outboxTable"), 2);
        return this;
    }

    /**
     * Reports each transaction's id and log position in {@link io.datasafe.tx.TransactionEvent.Committed}. Default off.
     *
     * <p>Costs no round trip: instead of COMMIT, one flight carries {@code SELECT pg_current_xact_id_if_assigned();
     * COMMIT; SELECT pg_current_wal_insert_lsn() ...}. If the last SELECT fails (its role may not call the function,
     * say), nobody can tell it from COMMIT failing: {@link CommitUnknownException}.
     *
     * @return this builder
     */
    public TransactionsBuilder reportPosition() {
        this.reportPosition = true;
        return this;
    }

    /**
     * Sets who receives events. Default: nobody, at no cost; failures of hooks are logged then.
     *
     * @param listener the listener; thread-safe
     * @return this builder
     */
    public TransactionsBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Names packages of your application. Messages of guards name a line of your code: the nearest frame of the stack
     * that belongs neither to the JDK nor to a library that datasafe knows by its packages (Spring, jOOQ, Hibernate,
     * Tomcat and others). A package that you name here is yours even if it lies in one of those. Adds to the packages
     * named before. Default: none; code that no known library owns is yours without being named.
     *
     * @param packages full names such as {@code com.acme}; the packages below them are included
     * @return this builder
     * @throws IllegalArgumentException if one is not the name of a package
     */
    public TransactionsBuilder application(String... packages) {
        this.application = application.with(packages);
        return this;
    }

    /**
     * For tests: runs each work twice. What the first run did is rolled back, as if COMMIT had lost a conflict, and
     * only the second one is committed. This reveals work that must not run again: it
     * counts, sends or collects something twice. Default off.
     *
     * <pre>{@code
     * Shop shop = new Shop(Transactions.on(dataSource).rehearse().build());
     * shop.order(7);
     * assertThat(mails.sent()).hasSize(1);      // 2, if the work sends the mail itself, and not in afterCommit
     * }</pre>
     *
     * <p>The second run is {@link Tx#attempt} 2; hooks and outbox messages of the first are dropped. It has no pause,
     * and counts neither as an attempt of {@link #retry} nor against the budget. The listener sees it as {@link
     * io.datasafe.tx.TransactionEvent.RetryReason#REHEARSAL}. Work that fails is not rehearsed. Costs each transaction
     * a rollback and the work once more.
     *
     * @return this builder
     */
    public TransactionsBuilder rehearse() {
        this.rehearse = true;
        return this;
    }

    /** {@return transactions with this configuration} */
    public Transactions build() {
        guards.putIfAbsent(Guard.IDLE, Reaction.REPORT);
        TxSetup setup = new TxSetup(
                dataSource,
                retry,
                resolveWithin,
                tenantSetting,
                Map.copyOf(guards),
                idleBound,
                onceTable,
                outboxTable,
                reportPosition,
                rehearse,
                application,
                listener);
        return new Transactions(TxOptions.of(setup, timeouts));
    }
}
