package io.datasafe.benchmarks.tx;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tx.Retry;
import io.datasafe.tx.Transactions;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each peer offers to run a serializable transaction again.
 *
 * @param dataSource for bare JDBC under Failsafe, which knows nothing of transactions
 * @param datasafe datasafe's own retry
 * @param jdbi JDBI with {@code SerializableTransactionRunner}
 * @param spring Spring's template, to be run in {@code springRetry}
 * @param springRetry the retry of Spring Framework 7
 * @param failsafe Failsafe
 * @since 0.1
 */
public record Retriers(
        DataSource dataSource,
        Transactions datasafe,
        Jdbi jdbi,
        TransactionTemplate spring,
        RetryTemplate springRetry,
        FailsafeExecutor<Object> failsafe) {
    /** More than anybody needs in 3 seconds. */
    private static final int ENDLESS = 1_000;

    /** JDBI's default, which it does not let one read. */
    private static final int JDBI_RETRIES = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(500);

    /**
     * As they ship. datasafe: 10 attempts within 3 s, backoff with full jitter. JDBI: 6 attempts, no pause. Spring: 4
     * attempts, 1 s between. Failsafe: 3 attempts, no pause.
     */
    static Retriers ofDefaults(DataSource pool) {
        return of(
                pool,
                Transactions.of(pool),
                JDBI_RETRIES,
                org.springframework.core.retry.RetryPolicy.withDefaults(),
                RetryPolicy.builder());
    }

    /**
     * Each told to go on for 3 seconds; where it knows backoff, from 10 to 500 ms with jitter. JDBI can only count
     * attempts.
     */
    static Retriers within3Seconds(DataSource pool) {
        return of(
                pool,
                Transactions.on(pool)
                        .retry(Retry.upTo(ENDLESS).within(PATIENCE).backoff(FIRST, LONGEST))
                        .build(),
                ENDLESS,
                org.springframework.core.retry.RetryPolicy.builder()
                        .maxRetries(ENDLESS)
                        .timeout(PATIENCE)
                        .delay(FIRST)
                        .multiplier(2)
                        .maxDelay(LONGEST)
                        .jitter(FIRST)
                        .build(),
                RetryPolicy.builder()
                        .withMaxAttempts(ENDLESS)
                        .withMaxDuration(PATIENCE)
                        .withBackoff(FIRST, LONGEST)
                        .withJitter(0.5));
    }

    private static Retriers of(
            DataSource pool,
            Transactions datasafe,
            int jdbiRetries,
            org.springframework.core.retry.RetryPolicy spring,
            RetryPolicyBuilder<Object> failsafe) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.setTransactionHandler(new SerializableTransactionRunner());
        jdbi.getConfig(SerializableTransactionRunner.Configuration.class).setMaxRetries(jdbiRetries);
        TransactionTemplate template = new TransactionTemplate(new DataSourceTransactionManager(pool));
        template.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        return new Retriers(
                pool,
                datasafe.serializable(),
                jdbi,
                template,
                new RetryTemplate(spring),
                Failsafe.with(failsafe.handleIf(e -> SqlState.isConflict(SqlState.of(e)))
                        .build()));
    }
}
