package io.datasafe.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a scope sent repeatedly from one place in the code: a candidate for one statement instead, with the
 * evidence. It holds no value that was bound, written into SQL or read. Immutable.
 *
 * @param kind the kind of repetition
 * @param scope the name of the scope
 * @param source the name of the data source; empty if it has no name
 * @param sql the statement, without values
 * @param count the number of executions from this place, each for one row
 * @param distinct the number of different rows, counted up to 1,024
 * @param total the time of all these executions together
 * @param places the nearest frames of the application, as in a stack trace, nearest first, at most 3; empty if the
 *     place is unknown
 * @param provenCause the origin of the values; null if it is not proven
 * @param suggestion the code to write instead
 * @since 0.1
 */
public record Finding(
        Kind kind,
        String scope,
        String source,
        String sql,
        int count,
        int distinct,
        Duration total,
        List<String> places,
        @Nullable Cause provenCause,
        String suggestion) {

    /**
     * The kind of repetition.
     *
     * @since 0.1
     */
    public enum Kind {
        /** The same query for one row after another: the values differ, so one query could ask for all rows. */
        N_PLUS_ONE("N+1"),
        /**
         * The same query with equal values: its answer could have been kept. A read counts as new after a write in the
         * same scope that may have changed its answer.
         */
        REPEATED_READ("repeated read"),
        /**
         * The same INSERT, UPDATE or DELETE for one row after another: a batch or an array writes all rows in one round
         * trip.
         */
        DML_LOOP("loop of writes");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** {@return the origin of the values, if it is proven} */
    public Optional<Cause> cause() {
        return Optional.ofNullable(provenCause);
    }

    /** {@return the place in the code, as in a stack trace} */
    public String place() {
        return places.isEmpty() ? "an unknown place" : places.get(0);
    }

    /** {@return a description for people, in several lines} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("candidate " + kind.title + " in \"" + scope + "\": ");
        text.append(count).append(" statements ").append(kind == Kind.REPEATED_READ ? "with equal values" : "");
        if (kind != Kind.REPEATED_READ) {
            text.append("for ").append(distinct).append(distinct == 1 ? " row" : " different rows");
        }
        text.append(", ").append(total.toNanos() / 1_000).append(" us in all");
        text.append("\n  sent:     ").append(sql);
        if (!source.isEmpty()) {
            text.append("\n  to:       ").append(source);
        }
        text.append("\n  at:       ").append(places.isEmpty() ? place() : String.join("\n            ", places));
        if (provenCause != null) {
            text.append("\n  values:   ").append(provenCause);
        }
        return text.append("\n  instead:  ")
                .append(suggestion.replace("\n", "\n            "))
                .toString();
    }
}
