package io.datasafe.outbox;

import java.time.Duration;
import java.util.Objects;

/** Checks builder arguments. Its exceptions name the property, the value and the range. */
final class Range {
    private Range() {}

    static int of(String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(property + " is " + value + ", must be " + least + " to " + most);
        }
        return value;
    }

    static Duration of(String property, Duration value, Duration least, Duration most) {
        Objects.requireNonNull(value, property);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(property + " is " + value + ", must be " + least + " to " + most);
        }
        return value;
    }

    static String notBlank(String property, String value, String example) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " is blank, must be a name such as \"" + example + "\"");
        }
        return value;
    }
}
