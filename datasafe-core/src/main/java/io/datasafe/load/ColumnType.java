package io.datasafe.load;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Maps the Java type of a key to SQL: the element type of the array that binds keys, and the reader of the key's
 * column.
 */
record ColumnType<T>(Class<T> type, String element, Reader<T> reader) {
    /** Reads a key column. For SQL NULL any result will do: the caller checks {@code wasNull()}. */
    interface Reader<T> {
        @Nullable
        T read(ResultSet row, int column) throws SQLException;
    }

    private static final Map<Class<?>, ColumnType<?>> KNOWN = Map.ofEntries(
            entry(Short.class, "int2", ResultSet::getShort),
            entry(Integer.class, "int4", ResultSet::getInt),
            entry(Long.class, "int8", ResultSet::getLong),
            entry(String.class, "text", ResultSet::getString),
            entry(Boolean.class, "bool", ResultSet::getBoolean),
            entry(BigDecimal.class, "numeric", ResultSet::getBigDecimal),
            entry(UUID.class, "uuid", (row, column) -> row.getObject(column, UUID.class)),
            entry(LocalDate.class, "date", (row, column) -> row.getObject(column, LocalDate.class)),
            entry(LocalDateTime.class, "timestamp", (row, column) -> row.getObject(column, LocalDateTime.class)),
            entry(OffsetDateTime.class, "timestamptz", (row, column) -> row.getObject(column, OffsetDateTime.class)));

    private static <T> Map.Entry<Class<?>, ColumnType<?>> entry(Class<T> type, String element, Reader<T> reader) {
        return Map.entry(type, new ColumnType<>(type, element, reader));
    }

    @SuppressWarnings("unchecked") // KNOWN maps each class to its own ColumnType.
    static <T> ColumnType<T> of(String loader, Class<T> type) {
        ColumnType<?> known = KNOWN.get(type);
        if (known == null) {
            throw new IllegalArgumentException(
                    "key type of loader '" + loader + "' is " + type.getName()
                            + ", must be a type that PostgreSQL binds as an array: Short, Integer, Long, String, Boolean,"
                            + " BigDecimal, UUID, LocalDate, LocalDateTime or OffsetDateTime. For a key of several columns use"
                            + " CompositeKey.of(..); for any other type use String, with arrayTypes(..) if the column needs it");
        }
        return (ColumnType<T>) known;
    }

    ColumnType<T> withElement(String name) {
        return new ColumnType<>(type, name, reader);
    }

    /** Reads the key from a column. Throws SQLSTATE 22004 if the column is NULL. */
    T read(ResultSet row, int column) throws SQLException {
        T value = reader.read(row, column);
        if (value == null || row.wasNull()) {
            throw new SQLException("the key column is NULL", "22004");
        }
        return value;
    }
}
