package io.datasafe.test.cluster;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL, such as 18.6.
 *
 * @param major the major version, such as 18
 * @param minor the minor version, such as 6
 * @since 0.1
 */
public record PostgresVersion(int major, int minor) implements Comparable<PostgresVersion> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final Comparator<PostgresVersion> ORDER =
            Comparator.comparingInt(PostgresVersion::major).thenComparingInt(PostgresVersion::minor);

    /** Finds the first version such as "18.6" in a file name or in the output of {@code postgres --version}. */
    static Optional<PostgresVersion> in(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        return matcher.find()
                ? Optional.of(
                        new PostgresVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(PostgresVersion other) {
        return ORDER.compare(this, other);
    }

    /** {@return the version as PostgreSQL writes it, such as "18.6"} */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
