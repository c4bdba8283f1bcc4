package io.datasafe.watch;

import io.datasafe.event.DatasafeListener;
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
    private double share = WatchOptions.DEFAULTS.share();
    private @Nullable DatasafeListener listener;

    WatchBuilder() {}

    /**
     * Sets from how many executions at one place on a statement is a finding. Default 3.
     *
     * @param threshold at least 2
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public WatchBuilder threshold(int threshold) {
        if (threshold < 2) {
            throw new IllegalArgumentException(
                    "threshold is " + threshold + ", must be at least 2: what happens once is no repetition");
        }
        this.threshold = threshold;
        return this;
    }

    /**
     * Leaves out what is sent from a class, or from what that class calls. Adds to what was named before. Default: none.
     *
     * @param place the full name of a class, which means its nested classes too, or the beginning of names with a star:
     *     {@code com.acme.jobs.*}
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public WatchBuilder ignore(String place) {
        if (!PLACE.matcher(Objects.requireNonNull(place, "ignore")).matches()) {
            throw new IllegalArgumentException(
                    "ignore is \"" + place
                            + "\", must be the full name of a class, or the beginning of one with a star, such as com.acme.jobs.*");
        }
        ignoredPlaces.add(place);
        return this;
    }

    /**
     * Leaves out statements by their text. Adds to what was named before. Default: none.
     *
     * @param part a part of the statement, with question marks where it has values; as it is sent, without comments
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public WatchBuilder ignoreSql(String part) {
        if (Objects.requireNonNull(part, "ignoreSql").isBlank()) {
            throw new IllegalArgumentException(
                    "ignoreSql is blank, must be a part of a statement: blank is part of all");
        }
        ignoredSql.add(part);
        return this;
    }

    /**
     * Watches a share of the scopes only, drawn at random; the others cost nothing and find nothing. Default 1: all.
     *
     * @param share more than 0, at most 1
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public WatchBuilder sample(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("sample is " + share + ", must be more than 0 and at most 1");
        }
        this.share = share;
        return this;
    }

    /**
     * Sets who hears of each finding, as a {@link io.datasafe.watch.WatchEvent.Found}, when a scope is closed. Default: nobody.
     *
     * @param listener the listener
     * @return this builder
     */
    public WatchBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** {@return the watch} */
    public Watch build() {
        return new Watch(
                new WatchOptions(threshold, List.copyOf(ignoredPlaces), List.copyOf(ignoredSql), share, listener));
    }
}
