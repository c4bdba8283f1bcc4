package io.datasafe.jooq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.load.LoadException;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Loader;
import io.datasafe.tx.Timeouts;
import io.datasafe.tx.Transactions;
import java.time.Duration;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What is said of nonsense, and that nothing of it stays. */
class BadInputIT extends JooqLibrary {
    @Test
    void theTableMustBeKnown() {
        assertThatThrownBy(() -> scope.get(One.by(field("id", SQLDataType.BIGINT)), 1L))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("? by id")
                .hasStackTraceContaining("has no table: its key column does not name one, so call .from(table)");
    }

    @Test
    void theColumnsMustBeKnown() {
        assertThatThrownBy(() -> scope.get(One.by(ID), 1L))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining(
                        "loader 'author by id' does not know the columns of author: use a generated table, or call .select(..)");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aKeyOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> scope.get((Loader) AUTHOR, 1))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("author by id")
                .hasMessageContaining("load scope 'unnamed'")
                .hasStackTraceContaining(
                        "a key of type java.lang.Integer was given for column id, which takes java.lang.Long");
    }

    @Test
    void aHalfKeyIsRefused() {
        assertThatThrownBy(() -> scope.get(One.by(AUTHOR_ID, YEAR).select(BOOK_ID), new Key2<>(1L, null)))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining("a key has no value for column year");
    }

    @Test
    void boundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUTHOR.chunk(0))
                .withMessage("chunk is 0, must be from 1 to 1000000");
        assertThatIllegalArgumentException().isThrownBy(() -> AUTHOR.chunk(1_000_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUTHOR.named(" "))
                .withMessageStartingWith("name is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUTHOR.select())
                .withMessageStartingWith("select has no fields");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOKS.orderBy(YEAR).top(0))
                .withMessage("top is 0, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOKS.top(1))
                .withMessage("top(1) of loader 'book by author_id' has no order: call orderBy(..) first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Discriminator.of(NAME).on("a", row -> 1).on("a", row -> 2))
                .withMessage("type \"a\" of column name is given twice");
    }

    @Test
    void aScopeWithoutJooqSaysSo() {
        try (LoadScope empty = LoadScope.open()) {
            assertThatThrownBy(() -> empty.get(AUTHOR, 1L))
                    .isInstanceOf(LoadException.class)
                    .hasStackTraceContaining("loader 'author by id' needs a org.jooq.DSLContext");
        }
    }

    @Test
    void aMappingThatMakesNothingOfARowIsRefused() {
        assertThatThrownBy(() -> scope.get(BOOKS.map(book -> null), 1L))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining("the mapping of loader 'book by author_id' returned null for a row");
    }

    /** The bind values are the user's, and stay out of the log. */
    @Test
    void aFailedBatchFailsEachOfItsKeysAndIsAskedAgain() {
        JooqTransactions tx = JooqTransactions.of(Transactions.of(db.pool()));
        One<Long, String> slow = One.by(ID)
                .value(NAME)
                .where(condition("pg_sleep(10) IS NOT NULL"))
                .orElse("none");
        assertThatThrownBy(() -> JooqTransactions.of(Transactions.on(db.pool())
                                .timeouts(Timeouts.none().statement(Duration.ofMillis(50)))
                                .build())
                        .run(t -> {
                            var one = t.loads().load(slow, 123_456L);
                            var two = t.loads().load(slow, 2L);
                            assertThatThrownBy(two::get)
                                    .isInstanceOf(LoadException.class)
                                    .hasMessageContaining("author by id")
                                    .hasMessageContaining("2 keys")
                                    .hasMessageNotContaining("123456");
                            one.get();
                        }))
                .isInstanceOf(LoadException.class);
        assertThat(tx.<Object, RuntimeException>call(t -> t.loads().get(AUTHOR, 1L)))
                .isNotNull();
    }

    @Test
    void aConflictInABatchRunsTheTransactionAgainAndReadsAnew() {
        JooqTransactions tx = JooqTransactions.of(Transactions.of(db.pool()));
        db.outside().execute("CREATE SEQUENCE runs");
        db.outside()
                .execute("CREATE FUNCTION deadlock_once() RETURNS boolean LANGUAGE plpgsql AS"
                        + " $$ BEGIN IF nextval('runs') = 1 THEN RAISE SQLSTATE '40P01'; END IF; RETURN true; END $$");
        One<Long, String> name =
                One.by(ID).value(NAME).where(condition("deadlock_once()")).orElse("none");
        assertThat(tx.<Integer, RuntimeException>call(t -> {
                    assertThat(t.loads().get(name, 7L)).isEqualTo("author 7");
                    return t.attempt();
                }))
                .isEqualTo(2);
    }
}
