package io.datasafe.watch;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.ApplicationPackages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link Watch}. Not thread-safe; what it builds is.
 *
 * @since 0.1
 */
public final class WatchBuilder {
    private static final Pattern PLACE = Pattern.compile("[\\w$.]+\\*?");

    private final List<String> ignoredPlaces = new ArrayList<>();
    private final List<String> ignoredSql = new ArrayList<>();
    private int threshold = WatchOptions.DEFAULTS.threshold();
    private ApplicationPackages application = WatchOptions.DEFAULTS.application();
    private double share = WatchOptions.DEFAULTS.share();
    private @Nullable DatasafeListener listener;

    WatchBuilder() {}

    /**
     * Sets the number of executions from one place that makes a finding. Default: 3.
     *
     * @param threshold the number, at least 2
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 2
     */
    public WatchBuilder threshold(int threshold) {
        if (threshold < 2) {
            throw new IllegalArgumentException(
                    "threshold is " + threshold + ", must be at least 2: a single execution is no repetition");
        }
        this.threshold = threshold;
        return this;
    }

    /**
     * Ignores statements that a class sends, or that code called by it sends. Each call adds a class. Default: none.
     *
     * @param place the full name of a class, which includes its nested classes, or a prefix of names followed by a
     *     star: {@code com.acme.jobs.*}
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public WatchBuilder ignore(String place) {
        if (!PLACE.matcher(Objects.requireNonNull(place, "ignore")).matches()) {
            throw new IllegalArgumentException("ignore is \"" + place
                    + "\", must be the full name of a class, or a prefix followed by a star, such as"
                    + " com.acme.jobs.*");
        }
        ignoredPlaces.add(place);
        return this;
    }

    /**
     * Ignores statements that contain a text. Each call adds a text. Default: none.
     *
     * @param part a part of the statement as it is sent, without comments and with question marks in place of values
     * @return this builder
     * @throws IllegalArgumentException if the text is blank
     */
    public WatchBuilder ignoreSql(String part) {
        if (Objects.requireNonNull(part, "ignoreSql").isBlank()) {
            throw new IllegalArgumentException(
                    "ignoreSql is blank, must be a part of a statement: every statement contains a blank");
        }
        ignoredSql.add(part);
        return this;
    }

    /**
     * Names packages of your application. A place in your code is made of the frames of the stack that belong neither
     * to the JDK nor to a library that datasafe knows by its packages (Spring, jOOQ, Hibernate, Tomcat and others). A
     * package that you name here is yours even if it lies in one of those. Adds to the packages named before. Default:
     * none; code that no known library owns is yours without being named.
     *
     * @param packages full names such as {@code com.acme}; the packages below them are included
     * @return this builder
     * @throws IllegalArgumentException if one is not the name of a package
     */
    public WatchBuilder application(String... packages) {
        this.application = application.with(packages);
        return this;
    }

    /**
     * Watches a share of the scopes, chosen at random. The other scopes cost nothing and find nothing. Default: 1,
     * which watches all.
     *
     * @param share the share, more than 0 and at most 1
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public WatchBuilder sample(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("sample is " + share + ", must be more than 0 and at most 1");
        }
        this.share = share;
        return this;
    }

    /**
     * Sets the receiver of a {@link io.datasafe.watch.WatchEvent.Found} for each finding of a scope when the scope is
     * closed. Default: none.
     *
     * @param listener the listener; called on the thread that closes the scope
     * @return this builder
     */
    public WatchBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** {@return the watch} */
    public Watch build() {
        return new Watch(new WatchOptions(
                threshold, List.copyOf(ignoredPlaces), List.copyOf(ignoredSql), share, application, listener));
    }
}
