package io.datasafe.benchmarks.pair;

import java.lang.reflect.Field;

/**
 * The states of a benchmark method: JMH's generated class keeps each in a field, a static one where all threads share
 * it.
 */
final class States {
    /** How the types of these fields end. */
    private static final String STATE = "_jmhType";

    private States() {}

    /** Gives the generated class of one method the states of another's. */
    static void copy(Object from, Object to) throws IllegalAccessException {
        for (Field source : from.getClass().getDeclaredFields()) {
            for (Field target : to.getClass().getDeclaredFields()) {
                if (source.getType() == target.getType()
                        && source.getType().getName().endsWith(STATE)) {
                    source.setAccessible(true);
                    target.setAccessible(true);
                    target.set(to, source.get(from));
                }
            }
        }
    }
}
