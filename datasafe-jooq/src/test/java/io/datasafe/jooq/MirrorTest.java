package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.tx.Action;
import io.datasafe.tx.Once;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import io.datasafe.tx.Work;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever core offers, users of jOOQ have too. */
class MirrorTest {
    private static final Map<Class<?>, Class<?>> COUNTERPARTS = Map.of(
            Transactions.class,
            JooqTransactions.class,
            Tx.class,
            JooqTx.class,
            Work.class,
            JooqWork.class,
            Action.class,
            JooqAction.class,
            Once.class,
            JooqOnce.class);

    /** Static: the factories take the transactions instead of a data source, and the others have nothing to do with jOOQ. */
    private static final Set<String> STATIC = Set.of("of", "on", "outside", "guarded");

    @Test
    void nothingOfTransactionsIsMissing() {
        assertThat(signatures(JooqTransactions.class)).containsAll(signatures(Transactions.class));
        assertThat(Arrays.stream(Transactions.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(STATIC);
    }

    @Test
    void nothingOfTheOpenTransactionIsMissing() {
        assertThat(signatures(JooqTx.class)).containsAll(signatures(Tx.class));
    }

    @Test
    void nothingOfOnceIsMissing() {
        assertThat(signatures(JooqOnce.class)).containsAll(signatures(Once.class));
    }

    @Test
    void eachExceptionHasItsTwin() throws ClassNotFoundException {
        for (Class<?> core : TransactionException.class.getPermittedSubclasses()) {
            if (Modifier.isPublic(core.getModifiers())) {
                Class<?> twin = Class.forName("io.datasafe.jooq.Jooq" + core.getSimpleName());
                assertThat(twin).isAssignableTo(JooqTransactionException.class);
                assertThat(declared(twin)).containsExactlyInAnyOrderElementsOf(declared(core));
            }
        }
    }

    /** As the users of jOOQ would see them. */
    private static Set<String> signatures(Class<?> type) {
        Set<String> signatures = declared(type);
        assertThat(signatures).isNotEmpty();
        return signatures;
    }

    private static Set<String> declared(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(MirrorTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getGenericParameterTypes())
                        .map(MirrorTest::name)
                        .toList()
                + ": " + name(method.getGenericReturnType());
    }

    private static String name(Type type) {
        String name = type.getTypeName();
        for (Map.Entry<Class<?>, Class<?>> entry : COUNTERPARTS.entrySet()) {
            String core = entry.getKey().getName().replace(".", "\\.") + "\\b";
            name = name.replaceAll(core, entry.getValue().getName());
        }
        return name;
    }
}
