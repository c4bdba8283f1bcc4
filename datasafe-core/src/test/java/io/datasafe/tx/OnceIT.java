package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.event.Event;
import io.datasafe.internal.sql.SqlIdentifier;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.GaveUp;
import io.datasafe.tx.TransactionEvent.GiveUpReason;
import io.datasafe.tx.TransactionEvent.Resolved;
import io.datasafe.tx.TransactionEvent.RetryReason;
import io.datasafe.tx.TransactionEvent.Retrying;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnceIT {
    private static final UUID PAYMENT = UUID.fromString("6f6f3c2e-5d6a-4f8e-9d2c-7f5a5e3a1b1c");

    private final List<Event> events = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(4);
        db.execute("CREATE TABLE item (id int)");
        db.execute(OnceTable.ddl());
        tx = Transactions.on(db.pool()).listener(events::add).build().named("checkout");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private UUID pay(Tx t) throws SQLException {
        runs.incrementAndGet();
        execute(t.connection(), "INSERT INTO item VALUES (1)");
        return PAYMENT;
    }

    @Test
    void theSecondCallReturnsTheFirstOnesResult() throws SQLException {
        Once<Tx, UUID> once = tx.once("pay", 7L, UUID.class);
        assertThat(once.call(this::pay)).isEqualTo(PAYMENT);
        assertThat(once.call(this::pay)).isEqualTo(PAYMENT);
        assertThat(tx.once("pay", 8L, UUID.class).call(this::pay)).isEqualTo(PAYMENT);
        assertThat(runs).hasValue(2);
        assertThat(db.query("SELECT id FROM item")).hasSize(2);
        assertThat(db.query("SELECT scope || ' ' || key || ' ' || result_type || ' ' || result FROM datasafe_once"
                        + " ORDER BY key"))
                .containsExactly("pay 7 UUID " + PAYMENT, "pay 8 UUID " + PAYMENT);
    }

    @Test
    void oneRoundTripForTheMarkerAndNoneForTheResult() throws SQLException {
        Once<Tx, UUID> once = tx.once("pay", 7L, UUID.class);
        try (var connection = db.pool().getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        RoundTrips.on(db.proxy()).exactly(3).run(() -> once.call(this::pay));
        RoundTrips.on(db.proxy()).exactly(2).run(() -> once.call(this::pay));
    }

    @Test
    void whoComesMeanwhileWaitsAndGetsTheResult() throws SQLException {
        Hold commit = db.proxy().on(Trigger.commitSent()).hold();
        CompletableFuture<UUID> first = OwnThread.supply(this::payInBackground);
        commit.await();
        CompletableFuture<UUID> second = OwnThread.supply(this::payInBackground);
        while (db.query("SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")
                .isEmpty()) {
            Thread.onSpinWait();
        }
        commit.release();
        assertThat(first.join()).isEqualTo(PAYMENT);
        assertThat(second.join()).isEqualTo(PAYMENT);
        assertThat(runs).hasValue(1);
    }

    private UUID payInBackground() {
        try {
            return tx.once("pay", "k", UUID.class).call(this::pay);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLostAnswerAndALostCommitBothEndWithOnePayment() throws SQLException {
        db.proxy().on(Trigger.commitReply()).cut();
        assertThat(tx.once("pay", 1, UUID.class).call(this::pay)).isEqualTo(PAYMENT);
        assertThat(runs).hasValue(1);
        db.proxy().on(Trigger.commitSent()).cut();
        assertThat(tx.once("pay", 2, UUID.class).call(this::pay)).isEqualTo(PAYMENT);
        assertThat(runs).hasValue(3);
        assertThat(db.query("SELECT id FROM item")).hasSize(2);
        assertThat(events.stream().filter(Resolved.class::isInstance)).hasSize(2);
    }

    @Test
    void aFailureMarksNothing() throws SQLException {
        Once<Tx, Void> once = tx.once("pay", 7, Void.class);
        assertThatThrownBy(() -> once.run(t -> {
                    pay(t);
                    throw new IllegalStateException("no money");
                }))
                .hasMessage("no money");
        assertThat(db.query("SELECT key FROM datasafe_once")).isEmpty();
        once.run(this::pay);
        once.run(this::pay);
        assertThat(db.query("SELECT id FROM item")).hasSize(1);
    }

    @Test
    void joinedItBelongsToTheOpenTransaction() throws SQLException {
        Once<Tx, UUID> once = tx.once("pay", 7, UUID.class);
        assertThatThrownBy(() -> tx.run(t -> {
                    once.call(this::pay);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(db.query("SELECT key FROM datasafe_once")).isEmpty();
        tx.run(t -> {
            assertThatThrownBy(() -> t.savepoint(s -> {
                        once.call(this::pay);
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            once.call(this::pay);
        });
        assertThat(db.query("SELECT result FROM datasafe_once")).containsExactly(PAYMENT.toString());
        assertThat(once.call(this::pay)).isEqualTo(PAYMENT);
        assertThat(db.query("SELECT id FROM item")).hasSize(1);
    }

    @Test
    void theSameThingInsideItselfIsAMistake() {
        Once<Tx, UUID> once = tx.once("pay", 7, UUID.class);
        assertThatThrownBy(() -> once.call(t -> once.call(this::pay)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is being done in this very transaction");
    }

    @Test
    void aResultMayBeNullAndOfAnyStoredType() throws SQLException {
        assertThat(tx.once("none", 1, String.class).call(t -> null)).isNull();
        assertThat(tx.once("none", 1, String.class).call(t -> "other")).isNull();
        ResultCodec<List<String>> csv =
                ResultCodec.as("names as CSV", names -> String.join(",", names), text -> List.of(text.split(",")));
        Once<Tx, List<String>> once = tx.once("names", BigInteger.TEN, csv);
        assertThat(once.call(t -> List.of("a", "b"))).containsExactly("a", "b");
        assertThat(once.call(t -> List.of("c"))).containsExactly("a", "b");
    }

    @Test
    void aResultOfAnotherTypeIsRefused() throws SQLException {
        tx.once("pay", 7, UUID.class).call(this::pay);
        assertThatThrownBy(() -> tx.once("pay", 7, Long.class).call(t -> 1L))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("has a result of type UUID, and Long was asked for");
    }

    @Test
    void aMissingTableAndAnotherShapeAreNamed() throws SQLException {
        db.execute("DROP TABLE datasafe_once");
        assertThatThrownBy(() -> tx.once("pay", 7, UUID.class).call(this::pay))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining(
                        "needs the table datasafe_once, which is not there: make it with OnceTable.ddl()");
        db.execute("CREATE TABLE datasafe_once (scope text, key text)");
        assertThatThrownBy(() -> tx.once("pay", 7, UUID.class).call(this::pay))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("cannot use the table datasafe_once (SQLSTATE 42P10)");
        assertThat(runs).hasValue(0);
        assertThat(tx.<Integer, SQLException>call(t -> 1)).isEqualTo(1);
    }

    @Test
    void aTableOfAnotherNameInAnotherSchema() throws SQLException {
        db.execute("CREATE SCHEMA app");
        db.execute(OnceTable.ddl("app.done"));
        db.execute(OnceTable.ddl("app.done"));
        Transactions other = Transactions.on(db.pool()).onceTable("app.done").build();
        other.once("pay", 7, UUID.class).call(this::pay);
        assertThat(db.query("SELECT key FROM app.done")).containsExactly("7");
    }

    static List<String> names() {
        return List.of(
                "\"Order\"",
                "order",
                "app.\"a \"\"b\"\".c\"",
                "größe",
                "o".repeat(63),
                "\"" + "ä".repeat(31) + "\"",
                "app." + "p".repeat(62));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatTheDdlTakesTheBuilderTakes(String name) throws SQLException {
        db.execute("CREATE SCHEMA IF NOT EXISTS app");
        db.execute(OnceTable.ddl(name));
        db.execute(OnceTable.ddl(name));
        Transactions other = Transactions.on(db.pool()).onceTable(name).build();
        UUID first = other.once("pay", 7, UUID.class).call(this::pay);
        assertThat(other.once("pay", 7, UUID.class).call(this::pay)).isEqualTo(first);
        assertThat(db.query("SELECT indexdef LIKE '%created_at%' FROM pg_indexes WHERE tablename <> 'datasafe_once'"
                        + " AND indexdef LIKE '%(scope, key)' OR indexdef LIKE '%(created_at)' AND tablename <> 'datasafe_once'"
                        + " ORDER BY 1"))
                .containsExactly("f", "t");
        db.execute("UPDATE " + SqlIdentifier.parse("table", name, 2).quoted()
                + " SET created_at = now() - interval '2 hours'");
        assertThat(OnceTable.prune(db.pool(), name, Duration.ofHours(1), 9)).isEqualTo(1);
    }

    @Test
    void aNameThatTheServerWouldCutIsRefused() {
        String name = "o".repeat(64);
        String message = " is " + name + ", and \"" + name
                + "\" has 64 bytes, which is longer than the 63 bytes of a PostgreSQL name: the server would cut it off";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transactions.on(db.pool()).onceTable(name))
                .withMessage("onceTable" + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnceTable.ddl(name))
                .withMessage("table" + message);
    }

    @Test
    void oldMarkersArePruned() throws SQLException {
        tx.once("pay", 1, UUID.class).call(this::pay);
        tx.once("pay", 2, UUID.class).call(this::pay);
        tx.once("pay", 3, UUID.class).call(this::pay);
        db.execute("UPDATE datasafe_once SET created_at = now() - interval '2 hours' WHERE key <> '3'");
        assertThat(OnceTable.prune(db.pool(), "datasafe_once", Duration.ofHours(1), 1))
                .isEqualTo(1);
        assertThat(OnceTable.prune(db.pool(), "datasafe_once", Duration.ofHours(1), 9))
                .isEqualTo(1);
        assertThat(db.query("SELECT key FROM datasafe_once")).containsExactly("3");
    }

    static List<Object> notKeys() {
        return List.of("", " ", "x".repeat(501), 1.5, new byte[1], List.of());
    }

    @ParameterizedTest
    @MethodSource("notKeys")
    void refusesWhatIsNoKey(Object key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tx.once("pay", key, UUID.class))
                .withMessageContaining("key");
    }

    @Test
    void refusesOtherNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tx.once(" ", 1, UUID.class))
                .withMessageContaining("scope");
        assertThatThrownBy(() -> tx.readOnly().once("pay", 1, UUID.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("readOnly()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tx.once("pay", 1, Object.class))
                .withMessageContaining("type is java.lang.Object");
        assertThatIllegalArgumentException().isThrownBy(() -> ResultCodec.as(" ", String::valueOf, String::valueOf));
        assertThatIllegalArgumentException().isThrownBy(() -> OnceTable.ddl("a; drop"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnceTable.prune(db.pool(), "datasafe_once", Duration.ZERO, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnceTable.prune(db.pool(), "datasafe_once", Duration.ofDays(1), 0));
    }

    /** What became of the first attempt matters more than that the second could not begin. */
    @Test
    void whoCannotFindOutGetsTheTicketAndCanAskAgainLater() throws SQLException {
        Transactions impatient = Transactions.on(db.pool())
                .resolveWithin(Duration.ofMillis(500))
                .listener(events::add)
                .build();
        db.pool().setConnectionTimeout(250);
        Once<Tx, UUID> once = impatient.once("pay", 7, UUID.class);
        Hold reply = db.proxy().on(Trigger.commitReply()).hold();
        CompletableFuture<Throwable> outcome = OwnThread.supply(() -> catchThrowable(() -> once.call(this::pay)));
        reply.await();
        db.proxy().refuse();
        db.proxy().cutAll();
        assertThat(outcome.join()).isInstanceOfSatisfying(CommitUnknownException.class, unknown -> {
            assertThat(unknown.getSuppressed())
                    .anyMatch(e -> String.valueOf(e.getMessage()).contains("got no connection"));
            db.proxy().accept();
            assertThat(unknown.ticket().orElseThrow().resolve(db.pool(), Duration.ofSeconds(30)))
                    .isEqualTo(Resolution.COMMITTED);
        });
        assertThat(events)
                .anyMatch(e -> e instanceof Retrying retrying && retrying.reason() == RetryReason.OUTCOME_UNKNOWN)
                .anyMatch(e -> e instanceof GaveUp gaveUp && gaveUp.reason() == GiveUpReason.TIME);
        assertThat(once.call(this::pay)).isEqualTo(PAYMENT);
        assertThat(runs).hasValue(1);
        assertThat(db.query("SELECT id FROM item")).hasSize(1);
    }
}
