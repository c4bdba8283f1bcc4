package io.datasafe.watch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The parsed text of a statement. Two are equal if their shapes are: the text without comments and values, with lists
 * of values cut to one element.
 */
final class StatementShape {
    /** The kind of a statement. */
    enum Kind {
        READ,
        INSERT,
        UPDATE,
        DELETE,
        /** DDL, calls and others: counted, but never classified. */
        OTHER,
        /** Begins, ends or configures a transaction or a session: not counted. */
        CONTROL
    }

    private static final int CACHED = 1_024;
    private static final int LONGEST_CACHED = 4_096;
    private static final ConcurrentHashMap<String, StatementShape> CACHE = new ConcurrentHashMap<>();

    private final String shape;
    private final Kind kind;
    private final List<Slot> slots;
    private final boolean manyRows;
    private final SqlFacts facts;

    StatementShape(String shape, Kind kind, List<Slot> slots, boolean manyRows, SqlFacts facts) {
        this.shape = shape;
        this.kind = kind;
        this.slots = slots;
        this.manyRows = manyRows;
        this.facts = facts;
    }

    /** Parses a text, or takes it from a cache, so that a frequent statement is parsed once. */
    static StatementShape of(String sql) {
        StatementShape known = CACHE.get(sql);
        if (known != null) {
            return known;
        }
        StatementShape text = SqlParser.parse(sql);
        if (sql.length() <= LONGEST_CACHED) {
            if (CACHE.size() >= CACHED) {
                CACHE.clear();
            }
            CACHE.put(sql, text);
        }
        return text;
    }

    String shape() {
        return shape;
    }

    Kind kind() {
        return kind;
    }

    boolean isWrite() {
        return kind == Kind.INSERT || kind == Kind.UPDATE || kind == Kind.DELETE;
    }

    List<Slot> slots() {
        return slots;
    }

    /** True if the text itself reads many rows by key or writes many rows: a list in IN, or several rows of VALUES. */
    boolean isManyRows() {
        return manyRows;
    }

    /** The table that is read or written; null if the text does not show it plainly. */
    @Nullable
    String table() {
        return facts.table();
    }

    Set<String> reads() {
        return facts.reads();
    }

    /** True if the statement reads a page of the rows, with LIMIT, OFFSET or FETCH. */
    boolean isLimited() {
        return facts.limited();
    }

    /** True if a repeated read is intended: locks, sequences, clocks. */
    boolean isVolatile() {
        return facts.volatileRead();
    }

    boolean isCount() {
        return facts.count();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof StatementShape text && shape.equals(text.shape);
    }

    @Override
    public int hashCode() {
        return shape.hashCode();
    }

    @Override
    public String toString() {
        return shape;
    }
}
