package io.datasafe.watch;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the column of an earlier result that the values of a repeated statement came from. */
final class CauseSearch {
    /**
     * A column that holds all sampled values of a slot.
     *
     * @param trace the trace of the result
     * @param column the index of the column, from 0
     * @param slot the slot
     * @param score the strength of the evidence
     */
    record Match(ResultTrace trace, int column, Slot slot, int score) {
        String label() {
            String label = trace.label(column);
            return label == null ? "?" : label;
        }
    }

    private static final int NAMED = 4;
    private static final int IN_ORDER = 2;

    private final StatementShape text;
    private final List<long[]> samples;

    /**
     * Creates a search.
     *
     * @param text the repeated statement
     * @param samples the values of its slots in some of its executions
     */
    CauseSearch(StatementShape text, List<long[]> samples) {
        this.text = text;
        this.samples = samples;
    }

    /** The best match; null if no column holds all values of any slot. With equal scores, the later result wins. */
    @Nullable
    Match in(Iterable<ResultTrace> traces) {
        Match best = null;
        for (ResultTrace trace : traces) {
            for (int slot = 0; slot < text.slots().size(); slot++) {
                if (varies(slot)) {
                    best = better(best, in(trace, slot));
                }
            }
        }
        return best;
    }

    private static @Nullable Match better(@Nullable Match old, @Nullable Match found) {
        return old == null || found != null && found.score() >= old.score() ? found : old;
    }

    private boolean varies(int slot) {
        return text.slots().get(slot).tellsRows()
                && samples.stream().mapToLong(values -> values[slot]).distinct().count() > 1;
    }

    private @Nullable Match in(ResultTrace trace, int slot) {
        Match best = null;
        for (int column = 0; column < trace.columns(); column++) {
            ColumnTrace values = trace.column(column);
            int order = values == null ? -1 : order(values, slot);
            if (order >= 0) {
                Slot asked = text.slots().get(slot);
                Match match = new Match(trace, column, asked, order + named(trace.label(column), asked));
                best = best == null || match.score() > best.score() ? match : best;
            }
        }
        return best;
    }

    /**
     * Scores the order of the values; -1 if a value is missing. Loops usually process rows in the order of the result.
     */
    private int order(ColumnTrace values, int slot) {
        int last = -1;
        int score = IN_ORDER;
        for (long[] sample : samples) {
            int at = values.indexOf(sample[slot]);
            if (at < 0) {
                return -1;
            }
            if (at < last) {
                score = 0;
            }
            last = at;
        }
        return score;
    }

    /**
     * Scores the names: {@code author_id} matches the column {@code id} of {@code author} and a column
     * {@code author_id}; {@code id} matches {@code book_id}.
     */
    private int named(@Nullable String label, Slot slot) {
        String column = slot.column();
        if (label == null || column == null) {
            return 0;
        }
        String read = plain(label);
        String asked = plain(column);
        String table = text.table();
        if (table != null && read.equals(plain(JavaNames.singular(table)) + asked)) {
            return NAMED + 1;
        }
        boolean same = read.equals(asked) && !asked.equals("id");
        return same || asked.endsWith(read) && asked.length() > read.length() ? NAMED : 0;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
