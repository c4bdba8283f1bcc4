package io.datasafe.jooq;

import io.datasafe.tx.Isolation;
import io.datasafe.tx.Transactions;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.jooq.TransactionContext;
import org.jspecify.annotations.Nullable;

/**
 * The isolation level and read-only mode that jOOQ's {@code transaction(work, properties...)} asks for; 3.19 knows no
 * properties.
 */
final class RequestedProperties {
    private static final @Nullable MethodHandle PROPERTIES = find();

    private RequestedProperties() {}

    static Transactions applied(TransactionContext ctx, Transactions transactions) {
        return PROPERTIES == null ? transactions : applied(read(PROPERTIES, ctx), transactions);
    }

    static Transactions applied(Iterable<?> properties, Transactions transactions) {
        Transactions derived = transactions;
        for (Object property : properties) {
            derived = switch (property.toString()) {
                case "READONLY" -> derived.readOnly();
                // PostgreSQL runs the one as the other.
                case "READ_UNCOMMITTED", "READ_COMMITTED" -> derived.isolation(Isolation.READ_COMMITTED);
                case "REPEATABLE_READ" -> derived.repeatableRead();
                case "SERIALIZABLE" -> derived.serializable();
                default ->
                    throw new IllegalArgumentException(
                            "the transaction property is " + property + ", must be an isolation level or READONLY");
            };
        }
        return derived;
    }

    private static Set<?> read(MethodHandle properties, TransactionContext ctx) {
        try {
            return (Set<?>) properties.invoke(ctx);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("jOOQ did not tell the properties of the transaction", e);
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(TransactionContext.class, "properties", MethodType.methodType(Set.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            // jOOQ 3.19: nobody can ask for any.
            return null;
        }
    }
}
