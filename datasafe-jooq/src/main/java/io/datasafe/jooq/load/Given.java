package io.datasafe.jooq.load;

import java.util.Objects;

/**
 * Makes a definition for each value of an argument. Definitions made for equal arguments are equal, and share their
 * answers in a scope. Immutable and thread-safe; keep it as a constant.
 *
 * @param <A> the argument's type
 * @param <D> the kind of definition
 * @since 0.1
 */
public final class Given<A, D> {
    /**
     * Makes a definition from an argument and the identity that separates it from the definitions for other arguments.
     */
    @FunctionalInterface
    interface Maker<A, D> {
        D make(A argument, Object identity);
    }

    /** The identity of a definition that was made for an argument: who made it, and the argument. */
    private record Argued(Object maker, Object argument) {}

    private final Maker<A, D> maker;

    Given(Maker<A, D> maker) {
        this.maker = maker;
    }

    /**
     * Makes the definition for an argument.
     *
     * @param argument passed to the condition
     * @return the definition, equal to every other one made for an equal argument
     */
    public D of(A argument) {
        return maker.make(argument, new Argued(this, Objects.requireNonNull(argument, "argument")));
    }
}
