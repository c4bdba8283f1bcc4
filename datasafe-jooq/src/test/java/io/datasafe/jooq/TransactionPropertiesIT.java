package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.TransactionalRunnable;
import org.junit.jupiter.api.Test;

/** {@code ctx.transaction(work, SERIALIZABLE, READONLY)}, which jOOQ 3.19 does not have. */
class TransactionPropertiesIT extends Items {
    private enum Asked {
        READONLY,
        READ_UNCOMMITTED,
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE,
        SNAPSHOT
    }

    @Test
    void eachBecomesADerivation() {
        assertThat(level()).isEqualTo("read committed/off");
        assertThat(level(Asked.READONLY)).isEqualTo("read committed/on");
        assertThat(level(Asked.READ_UNCOMMITTED)).isEqualTo("read committed/off");
        assertThat(level(Asked.READ_COMMITTED, Asked.READONLY)).isEqualTo("read committed/on");
        assertThat(level(Asked.REPEATABLE_READ)).isEqualTo("repeatable read/off");
        assertThat(level(Asked.SERIALIZABLE)).isEqualTo("serializable/off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> level(Asked.SNAPSHOT))
                .withMessageContaining("SNAPSHOT, must be an isolation level or READONLY");
    }

    private String level(Asked... asked) {
        return RequestedProperties.applied(List.of(asked), jdbc)
                .call(t -> level(tx.current().orElseThrow().dsl()));
    }

    @Test
    void jooqsOwnAreObeyed() throws ReflectiveOperationException {
        List<String> seen = new ArrayList<>();
        transaction(tx.dsl(), c -> seen.add(level(c.dsl())), "Isolation.SERIALIZABLE", "Readonly.READONLY");
        assertThat(seen).containsExactly("serializable/on");
    }

    @Test
    void aNestedOneCannotAskForMore() throws ReflectiveOperationException {
        tx.repeatableRead().run(t -> {
            transaction(t.dsl(), c -> insert(c.dsl(), 1), "Isolation.READ_COMMITTED");
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction(t.dsl(), c -> insert(c.dsl(), 2), "Isolation.SERIALIZABLE"))
                    .withMessageContaining("asks for SERIALIZABLE");
        });
        assertThat(stored()).containsExactly(1);
    }

    private static String level(DSLContext dsl) {
        return dsl.fetchOne("SELECT current_setting('transaction_isolation') || '/'"
                        + " || current_setting('transaction_read_only')")
                .get(0, String.class);
    }

    /** Compiled against 3.19, run on 3.21. */
    private static void transaction(DSLContext dsl, TransactionalRunnable work, String... properties)
            throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName("org.jooq.TransactionProperty");
        } catch (ClassNotFoundException e) {
            assumeTrue(false, "this jOOQ knows no properties of transactions");
            return;
        }
        Object[] all = Arrays.stream(properties)
                .map(TransactionPropertiesIT::constant)
                .toArray(length -> (Object[]) Array.newInstance(type, length));
        try {
            DSLContext.class
                    .getMethod("transaction", TransactionalRunnable.class, all.getClass())
                    .invoke(dsl, work, all);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private static Object constant(String property) {
        String[] parts = property.split("\\.");
        try {
            return Class.forName("org.jooq." + parts[0]).getField(parts[1]).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
