package io.datasafe.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a scope sent again and again from one place in the code: a candidate for one statement instead, with the evidence. Holds no value that was
 * bound, written into SQL or read. Immutable.
 *
 * @param kind what is repeated
 * @param scope the name of the scope
 * @param source the name of the data source; empty if it has none
 * @param sql the statement, without values
 * @param count how often it was sent from this place, each time for one row
 * @param distinct how many different rows were meant; counted up to 1,024
 * @param total how long the executions took, all together
 * @param places the nearest frames of the application, as in a stack trace, nearest first, at most 3; none if the place is not known
 * @param provenCause where the values came from; null if that is not proved
 * @param suggestion what to write instead
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
     * What is repeated.
     *
     * @since 0.1
     */
    public enum Kind {
        /** The same query for row after row: different values, so that one query could ask for all. */
        N_PLUS_ONE("N+1"),
        /** The same query with equal values: its answer could have been kept. What a write in the same scope may have changed counts as new. */
        REPEATED_READ("repeated read"),
        /** The same INSERT, UPDATE or DELETE for row after row: a batch or an array writes all in one round trip. */
        DML_LOOP("loop of writes");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** {@return where the values came from, if that is proved} */
    public Optional<Cause> cause() {
        return Optional.ofNullable(provenCause);
    }

    /** {@return the place in the code, as in a stack trace} */
    public String place() {
        return places.isEmpty() ? "an unknown place" : places.get(0);
    }

    /** {@return all of it in some lines, for people} */
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
