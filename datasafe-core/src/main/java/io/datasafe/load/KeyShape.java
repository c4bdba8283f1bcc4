package io.datasafe.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Binds keys as one array per part, and reads a key from the columns of a row. Without column names, the key is the
 * first columns.
 */
record KeyShape<K>(List<Part<K, ?>> parts, Function<Object[], K> join, List<String> columns) {
    /** One part of a key: its column type, and how to extract it from a key. */
    record Part<K, T>(ColumnType<T> type, Function<? super K, ? extends T> from) {
        Object[] values(Collection<K> keys) {
            return keys.stream().map(from).toArray();
        }

        Part<K, T> withElement(String element) {
            return new Part<>(type.withElement(element), from);
        }
    }

    @SuppressWarnings("unchecked") // The only part is the key itself.
    static <K> KeyShape<K> single(ColumnType<K> type) {
        return new KeyShape<>(List.of(new Part<>(type, Function.identity())), parts -> (K) parts[0], List.of());
    }

    KeyShape<K> withColumns(String loader, List<String> names) {
        checkOneEach(loader, "keyColumns", names);
        return new KeyShape<>(parts, join, names);
    }

    KeyShape<K> withElements(String loader, List<String> elements) {
        checkOneEach(loader, "arrayTypes", elements);
        List<Part<K, ?>> typed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            typed.add(parts.get(i).withElement(elements.get(i)));
        }
        return new KeyShape<>(List.copyOf(typed), join, columns);
    }

    private void checkOneEach(String loader, String property, List<String> values) {
        if (values.size() != parts.size()) {
            throw new IllegalArgumentException(property + " of loader '" + loader + "' are " + values + ", must be "
                    + parts.size() + " in number, one per part of the key");
        }
    }

    void bind(Connection connection, PreparedStatement statement, Collection<K> keys) throws SQLException {
        int index = 1;
        for (Part<K, ?> part : parts) {
            statement.setArray(index++, connection.createArrayOf(part.type().element(), part.values(keys)));
        }
    }

    /** Finds the column index of each part of the key. */
    int[] find(ResultSet rows) throws SQLException {
        int[] found = new int[parts.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = columns.isEmpty() ? i + 1 : rows.findColumn(columns.get(i));
        }
        return found;
    }

    K read(ResultSet row, int[] found) throws SQLException {
        Object[] values = new Object[found.length];
        for (int i = 0; i < found.length; i++) {
            values[i] = parts.get(i).type().read(row, found[i]);
        }
        return join.apply(values);
    }
}
