package io.datasafe.examples.quickstart.step;

import java.util.Objects;

/**
 * The result of a check.
 *
 * @param what what was checked
 * @param passed whether it passed
 * @since 0.1
 */
public record Check(String what, boolean passed) {
    /**
     * Compares two values.
     *
     * @param what what must be equal
     * @param expected the right value
     * @param actual the value that was found
     * @return a check that has passed if they are equal, and otherwise names both
     */
    public static Check equal(String what, Object expected, Object actual) {
        boolean passed = Objects.equals(expected, actual);
        return new Check(passed ? what + ": " + actual : what + ": " + actual + ", must be " + expected, passed);
    }
}
