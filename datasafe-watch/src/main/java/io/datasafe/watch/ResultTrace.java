package io.datasafe.watch;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The values that were read from the results of one statement in a scope. They prove where the values of a later
 * statement came from.
 */
final class ResultTrace {
    static final int COLUMNS = 32;
    private static final int ROWS = ColumnTrace.VALUES;

    private final StatementShape text;
    private final @Nullable ColumnTrace[] columns = new @Nullable ColumnTrace[COLUMNS];
    private @Nullable String[] labels = new @Nullable String[0];
    private boolean severalRows;

    ResultTrace(StatementShape text) {
        this.text = text;
    }

    StatementShape text() {
        return text;
    }

    /** Records the column labels. The driver already has them, so this makes no round trip. */
    void begin(ResultSet result) throws SQLException {
        if (labels.length == 0) {
            ResultSetMetaData columnsOf = result.getMetaData();
            @Nullable String[] names = new @Nullable String[Math.min(columnsOf.getColumnCount(), COLUMNS)];
            for (int i = 0; i < names.length; i++) {
                names[i] = columnsOf.getColumnLabel(i + 1);
            }
            labels = names;
        }
    }

    /** True if the row with this number, from 1, is still recorded. */
    static boolean takes(int row) {
        return row <= ROWS;
    }

    void row(int row) {
        severalRows |= row > 1;
    }

    /** True if any result had more than one row. */
    boolean hasSeveralRows() {
        return severalRows;
    }

    void value(int column, long hash) {
        if (column < 1 || column > COLUMNS) {
            return;
        }
        ColumnTrace trace = columns[column - 1];
        if (trace == null) {
            trace = new ColumnTrace();
            columns[column - 1] = trace;
        }
        trace.add(hash);
    }

    int columns() {
        return labels.length;
    }

    @Nullable
    String label(int column) {
        return labels[column];
    }

    @Nullable
    ColumnTrace column(int column) {
        return columns[column];
    }
}
