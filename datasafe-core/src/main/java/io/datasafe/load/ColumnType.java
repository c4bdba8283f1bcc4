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

/** How keys of a Java type travel: the element type of their array, and how one is read from a column. */
record ColumnType<T>(Class<T> type, String element, Reader<T> reader) {
    /** Reads a column; what is read of SQL NULL does not matter. */
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

    @SuppressWarnings("unchecked") // The map holds under each class its own.
    static <T> ColumnType<T> of(String loader, Class<T> type) {
        ColumnType<?> known = KNOWN.get(type);
        if (known == null) {
            throw new IllegalArgumentException("key type of loader '" + loader + "' is " + type.getName()
                    + ", must be one that an array of PostgreSQL binds: Short, Integer, Long, String, Boolean, BigDecimal,"
                    + " UUID, LocalDate, LocalDateTime or OffsetDateTime. For a composite key use CompositeKey.of(..); let"
                    + " any other be a String, with arrayType(..) if its column needs one");
        }
        return (ColumnType<T>) known;
    }

    ColumnType<T> withElement(String name) {
        return new ColumnType<>(type, name, reader);
    }

    /** The key in a column. */
    T read(ResultSet row, int column) throws SQLException {
        T value = reader.read(row, column);
        if (value == null || row.wasNull()) {
            throw new SQLException("the key column is NULL", "22004");
        }
        return value;
    }
}
