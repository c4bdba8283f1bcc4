package io.datasafe.examples.quickstart.step;

import java.util.Objects;

/**
 * What a step has checked.
 *
 * @param what what must be so
 * @param passed whether it is
 * @since 0.1
 */
public record Check(String what, boolean passed) {
    /**
     * Compares.
     *
     * @param what what must be equal
     * @param expected the right value
     * @param actual the value that was found
     * @return a check that has passed if they are equal, and names both if not
     */
    public static Check equal(String what, Object expected, Object actual) {
        boolean passed = Objects.equals(expected, actual);
        return new Check(passed ? what + ": " + actual : what + ": " + actual + ", must be " + expected, passed);
    }
}
