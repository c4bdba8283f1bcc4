package io.datasafe.watch;

import io.datasafe.event.DatasafeListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a watch works.
 *
 * @param threshold from how many repeats on something is a finding
 * @param ignoredPlaces names of classes, or beginnings of them with a star
 * @param ignoredSql parts of statements
 * @param share the share of the scopes that are watched
 * @param listener who hears of findings
 */
record WatchOptions(
        int threshold,
        List<String> ignoredPlaces,
        List<String> ignoredSql,
        double share,
        @Nullable DatasafeListener listener) {
    static final WatchOptions DEFAULTS = new WatchOptions(3, List.of(), List.of(), 1, null);

    boolean ignoresSql(String sql) {
        return ignoredSql.stream().anyMatch(sql::contains);
    }

    boolean ignoresPlace(CallSite place) {
        return !ignoredPlaces.isEmpty()
                && place.frames().stream().anyMatch(frame -> ignoresClass(frame.getClassName()));
    }

    private boolean ignoresClass(String name) {
        for (String ignored : ignoredPlaces) {
            boolean is = ignored.endsWith("*")
                    ? name.startsWith(ignored.substring(0, ignored.length() - 1))
                    : name.equals(ignored) || name.startsWith(ignored + "$");
            if (is) {
                return true;
            }
        }
        return false;
    }
}
