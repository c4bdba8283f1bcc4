package io.datasafe.watch;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.ApplicationPackages;
import io.datasafe.internal.scope.CallSite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a watch.
 *
 * @param threshold the number of repetitions that makes a finding
 * @param ignoredPlaces names of classes, or prefixes of names followed by a star
 * @param ignoredSql parts of statements
 * @param share the share of the scopes that are watched
 * @param application the packages that are always the user's
 * @param listener receives the findings
 */
record WatchOptions(
        int threshold,
        List<String> ignoredPlaces,
        List<String> ignoredSql,
        double share,
        ApplicationPackages application,
        @Nullable DatasafeListener listener) {
    static final WatchOptions DEFAULTS = new WatchOptions(3, List.of(), List.of(), 1, ApplicationPackages.NONE, null);

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
