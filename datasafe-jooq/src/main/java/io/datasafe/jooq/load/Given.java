package io.datasafe.jooq.load;

import java.util.Objects;

/**
 * Makes definitions of arguments. Immutable, thread-safe, a constant; what it makes for equal arguments is equal, and shares its answers in a
 * scope.
 *
 * @param <A> the argument
 * @param <D> the kind of definition
 * @since 0.1
 */
public final class Given<A, D> {
    /** Makes a definition of an argument, and of an identity that tells it from those of other arguments. */
    @FunctionalInterface
    interface Maker<A, D> {
        D make(A argument, Object identity);
    }

    /** Who a definition is that was made with an argument. */
    private record Argued(Object maker, Object argument) {}

    private final Maker<A, D> maker;

    Given(Maker<A, D> maker) {
        this.maker = maker;
    }

    /**
     * The definition for an argument.
     *
     * @param argument what the condition needs
     * @return the definition
     */
    public D of(A argument) {
        return maker.make(argument, new Argued(this, Objects.requireNonNull(argument, "argument")));
    }
}
