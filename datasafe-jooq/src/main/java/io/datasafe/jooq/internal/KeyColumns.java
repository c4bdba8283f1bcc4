package io.datasafe.jooq.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a key, in order.
 *
 * @param columns one to three columns
 * @param split splits a key into the values of its columns
 * @param <K> the key's type
 */
public record KeyColumns<K>(List<KeyColumn<?>> columns, Function<K, Object[]> split) {
    private static final String REQUESTED = "datasafe_asked";
    private static final String COLUMN = "datasafe_k";
    private static final String NUMBER = "datasafe_n";

    /**
     * Makes the columns of a single-column key.
     *
     * @param field the column
     * @param <K> the key's type
     * @return the key's columns
     * @throws IllegalArgumentException if the column's type is unknown or cannot be a key
     */
    public static <K> KeyColumns<K> of(Field<K> field) {
        return new KeyColumns<>(List.of(new KeyColumn<>(field)), key -> new Object[] {key});
    }

    /**
     * Makes the columns of a composite key.
     *
     * @param fields the columns
     * @param split splits a key into the values of its columns
     * @param <K> the key's type
     * @return the key's columns
     * @throws IllegalArgumentException if a column's type is unknown or cannot be a key
     */
    public static <K> KeyColumns<K> of(List<Field<?>> fields, Function<K, Object[]> split) {
        return new KeyColumns<>(
                fields.stream().<KeyColumn<?>>map(KeyColumn::new).toList(), split);
    }

    /**
     * {@return true if {@code = any(array)} is enough: the key has one column, and the value in a row equals the
     * requested key}
     */
    public boolean isPlain() {
        return columns.size() == 1 && columns.get(0).isExact();
    }

    /** {@return the columns as jOOQ fields} */
    public List<Field<?>> fields() {
        return columns.stream().<Field<?>>map(KeyColumn::field).toList();
    }

    /**
     * {@return the table of the first column, or null if the column does not know it; a generated field and one with a
     * qualified name do}
     */
    public @Nullable Table<?> table() {
        Field<?> field = columns.get(0).field();
        if (field instanceof TableField<?, ?> column && column.getTable() != null) {
            return column.getTable();
        }
        Name qualifier = field.getQualifiedName().qualifier();
        return qualifier == null ? null : DSL.table(qualifier);
    }

    /** {@return the names of the columns, for messages} */
    public String title() {
        return columns.stream().map(column -> column.field().getName()).collect(Collectors.joining(", "));
    }

    /**
     * Binds the keys: one array per column.
     *
     * @param keys the keys; their order gives the numbers of {@link #requested}
     * @return one array per column
     * @throws IllegalArgumentException if a key has null in a column, or a value of another type
     */
    public List<Field<?>> arrays(Collection<K> keys) {
        Object[][] values = new Object[columns.size()][keys.size()];
        int row = 0;
        for (K key : keys) {
            Object[] parts = split.apply(key);
            for (int column = 0; column < parts.length; column++) {
                if (parts[column] == null) {
                    throw new IllegalArgumentException("a key has no value for column "
                            + columns.get(column).field().getName()
                            + ": a key with null in it finds nothing; pass null instead of such a key");
                }
                values[column][row] = parts[column];
            }
            row++;
        }
        List<Field<?>> arrays = new ArrayList<>(columns.size());
        for (int column = 0; column < values.length; column++) {
            arrays.add(columns.get(column).array(values[column]));
        }
        return arrays;
    }

    /**
     * Makes the condition that a row's key column is among the keys; for a key of one column.
     *
     * @param array the keys
     * @return {@code id = any(?)}
     */
    public Condition isIn(Field<?> array) {
        return DSL.condition("{0} = any({1})", columns.get(0).field(), array);
    }

    /**
     * Makes a table of the requested keys, numbered from 1.
     *
     * @param arrays the arrays that {@link #arrays} returns
     * @return {@code unnest(?, ?) with ordinality}
     */
    public Table<?> requested(List<Field<?>> arrays) {
        String[] names = new String[arrays.size() + 1];
        for (int i = 0; i < arrays.size(); i++) {
            names[i] = COLUMN + (i + 1);
        }
        names[arrays.size()] = NUMBER;
        String placeholders = arrays.size() == 1 ? "{0}" : arrays.size() == 2 ? "{0}, {1}" : "{0}, {1}, {2}";
        return DSL.table("unnest(" + placeholders + ") with ordinality", arrays.toArray(Field[]::new))
                .as(REQUESTED, names);
    }

    /**
     * {@return the number of a key in the table of requested keys; unlike the key's value, it comes back unchanged even
     * if PostgreSQL takes other values as equal}
     */
    public static Field<Long> number() {
        return field(name(REQUESTED, NUMBER), SQLDataType.BIGINT);
    }

    private static <T> Field<T> requestedField(KeyColumn<T> column, int index) {
        return field(name(REQUESTED, COLUMN + (index + 1)), column.field().getDataType());
    }

    /** {@return the condition that a row has a requested key} */
    public Condition matches() {
        Condition all = noCondition();
        for (int i = 0; i < columns.size(); i++) {
            all = all.and(matches(columns.get(i), i));
        }
        return all;
    }

    private static <T> Condition matches(KeyColumn<T> column, int index) {
        return column.field().eq(requestedField(column, index));
    }

    /**
     * Reads the key from a row; for a plain key (see {@link #isPlain}).
     *
     * @param row the row
     * @param index the index of the key's only column
     * @return the key
     */
    @SuppressWarnings("unchecked") // The only column is the key.
    public K read(Record row, int index) {
        return (K) columns.get(0).read(row, index);
    }
}
