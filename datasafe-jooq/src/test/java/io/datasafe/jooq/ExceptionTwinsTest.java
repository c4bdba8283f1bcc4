package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.tx.TransactionException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each exception of core has a counterpart that is a jOOQ exception, with the same methods. */
class ExceptionTwinsTest {
    @Test
    void eachExceptionHasItsTwin() throws ClassNotFoundException {
        assertThat(TransactionException.class.getPermittedSubclasses()).hasSizeGreaterThan(2);
        for (Class<?> core : TransactionException.class.getPermittedSubclasses()) {
            if (Modifier.isPublic(core.getModifiers())) {
                Class<?> twin = Class.forName("io.datasafe.jooq.Jooq" + core.getSimpleName());
                assertThat(twin).isAssignableTo(JooqTransactionException.class);
                assertThat(methods(twin)).containsExactlyInAnyOrderElementsOf(methods(core));
            }
        }
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::toGenericString)
                .map(signature -> signature.replaceAll("[\\w.]+\\.(\\w+\\()", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
