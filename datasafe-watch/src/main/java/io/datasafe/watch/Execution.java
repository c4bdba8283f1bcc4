package io.datasafe.watch;

import io.datasafe.watch.Slot.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One execution of a statement, with the hashes of its values. */
final class Execution {
    private final StatementShape text;
    private final long[] values;
    private final @Nullable String[] types;
    private final long rows;
    private final long all;
    private final long nanos;

    private Execution(StatementShape text, long[] values, @Nullable String[] types, long all, long nanos) {
        this.text = text;
        this.values = values;
        this.types = types;
        this.rows = rows(text, values);
        this.all = all;
        this.nanos = nanos;
    }

    static Execution of(StatementShape text, Binds binds, long nanos) {
        List<Slot> slots = text.slots();
        long[] values = new long[slots.size()];
        @Nullable String[] types = new @Nullable String[slots.size()];
        long all = 1;
        for (int i = 0; i < values.length; i++) {
            Slot slot = slots.get(i);
            values[i] = slot.isBind() ? binds.hash(slot.bind()) : slot.literal();
            types[i] = slot.isBind() ? binds.type(slot.bind()) : null;
            all = ValueHash.combine(all, values[i]);
        }
        return new Execution(text, values, types, all, nanos);
    }

    private static long rows(StatementShape text, long[] values) {
        List<Slot> slots = text.slots();
        long rows = 1;
        for (int i = 0; i < values.length; i++) {
            Role role = slots.get(i).role();
            boolean paging = role == Role.PAGE || text.isLimited() && (role == Role.RANGE || isSought(text, values, i));
            if (!paging) {
                rows = ValueHash.combine(rows, values[i]);
            }
        }
        return rows;
    }

    /** True if the value is also the start of a range in a limited query, as in {@code a > ? or (a = ? and b > ?)}. */
    private static boolean isSought(StatementShape text, long[] values, int slot) {
        for (int i = 0; i < values.length; i++) {
            if (text.slots().get(i).role() == Role.RANGE && values[i] == values[slot]) {
                return true;
            }
        }
        return false;
    }

    /** True if one execution already handles many rows, so that there is nothing to batch. */
    static boolean isBatched(StatementShape text, Binds binds) {
        if (text.isManyRows()) {
            return true;
        }
        for (Slot slot : text.slots()) {
            if (slot.role() == Role.ARRAY && slot.isBind() && binds.elements(slot.bind()) != 1) {
                return true;
            }
        }
        return false;
    }

    StatementShape text() {
        return text;
    }

    /** The hash of each slot's value. */
    long[] values() {
        return values;
    }

    /** The SQL type of each slot's bind value, where it is known. */
    @Nullable
    String[] types() {
        return types;
    }

    /** The hash of the values that select the rows. It is the same on each page of one result. */
    long rows() {
        return rows;
    }

    /** The hash of all values. */
    long all() {
        return all;
    }

    long nanos() {
        return nanos;
    }
}
