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
 * The columns of a key.
 *
 * @param columns from one to three
 * @param split the values of a key, column by column
 * @param <K> the key
 */
public record KeyColumns<K>(List<KeyColumn<?>> columns, Function<K, Object[]> split) {
    private static final String ASKED = "datasafe_asked";
    private static final String COLUMN = "datasafe_k";
    private static final String NUMBER = "datasafe_n";

    /**
     * A key of one column.
     *
     * @param field the column
     * @param <K> its type
     * @return the key's columns
     * @throws IllegalArgumentException if the column's type is unknown, or no key
     */
    public static <K> KeyColumns<K> of(Field<K> field) {
        return new KeyColumns<>(List.of(new KeyColumn<>(field)), key -> new Object[] {key});
    }

    /**
     * A key of several columns.
     *
     * @param fields the columns
     * @param split the values of a key, column by column
     * @param <K> the key
     * @return the key's columns
     * @throws IllegalArgumentException if a column's type is unknown, or no key
     */
    public static <K> KeyColumns<K> of(List<Field<?>> fields, Function<K, Object[]> split) {
        return new KeyColumns<>(
                fields.stream().<KeyColumn<?>>map(KeyColumn::new).toList(), split);
    }

    /** {@return whether {@code = any(array)} will do: one column, whose value in a row is the key that was asked for} */
    public boolean isPlain() {
        return columns.size() == 1 && columns.get(0).isExact();
    }

    /** {@return the columns} */
    public List<Field<?>> fields() {
        return columns.stream().<Field<?>>map(KeyColumn::field).toList();
    }

    /** {@return the table of the first column, if that knows it: a generated field does, and one with a qualified name} */
    public @Nullable Table<?> table() {
        Field<?> field = columns.get(0).field();
        if (field instanceof TableField<?, ?> column && column.getTable() != null) {
            return column.getTable();
        }
        Name qualifier = field.getQualifiedName().qualifier();
        return qualifier == null ? null : DSL.table(qualifier);
    }

    /** {@return their names, for messages} */
    public String title() {
        return columns.stream().map(column -> column.field().getName()).collect(Collectors.joining(", "));
    }

    /**
     * The keys as bind values: one array for each column.
     *
     * @param keys the keys, in the order that the numbers of {@link #asked} follow
     * @return as many as there are columns
     */
    public List<Field<?>> arrays(Collection<K> keys) {
        Object[][] values = new Object[columns.size()][keys.size()];
        int row = 0;
        for (K key : keys) {
            Object[] parts = split.apply(key);
            for (int column = 0; column < parts.length; column++) {
                if (parts[column] == null) {
                    throw new IllegalArgumentException("a key has no value for column "
                            + columns.get(column).field().getName() + ": a key with null in it is no key, give null");
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
     * That a row's only column is among the keys.
     *
     * @param array the keys
     * @return {@code id = any(?)}
     */
    public Condition isIn(Field<?> array) {
        return DSL.condition("{0} = any({1})", columns.get(0).field(), array);
    }

    /**
     * The keys as rows, numbered from 1.
     *
     * @param arrays as {@link #arrays} makes them
     * @return {@code unnest(?, ?) with ordinality}
     */
    public Table<?> asked(List<Field<?>> arrays) {
        String[] names = new String[arrays.size() + 1];
        for (int i = 0; i < arrays.size(); i++) {
            names[i] = COLUMN + (i + 1);
        }
        names[arrays.size()] = NUMBER;
        String places = arrays.size() == 1 ? "{0}" : arrays.size() == 2 ? "{0}, {1}" : "{0}, {1}, {2}";
        return DSL.table("unnest(" + places + ") with ordinality", arrays.toArray(Field[]::new))
                .as(ASKED, names);
    }

    /** {@return the number of a key among those asked: it comes back as it went, whatever PostgreSQL thinks is equal to it} */
    public static Field<Long> number() {
        return field(name(ASKED, NUMBER), SQLDataType.BIGINT);
    }

    private static <T> Field<T> askedField(KeyColumn<T> column, int index) {
        return field(name(ASKED, COLUMN + (index + 1)), column.field().getDataType());
    }

    /** {@return that a row belongs to an asked key} */
    public Condition matches() {
        Condition all = noCondition();
        for (int i = 0; i < columns.size(); i++) {
            all = all.and(matches(columns.get(i), i));
        }
        return all;
    }

    private static <T> Condition matches(KeyColumn<T> column, int index) {
        return column.field().eq(askedField(column, index));
    }

    /**
     * The key in a row, where that is exact.
     *
     * @param row the row
     * @param index of the only column
     * @return the key
     */
    @SuppressWarnings("unchecked") // The only column is the key.
    public K read(Record row, int index) {
        return (K) columns.get(0).read(row, index);
    }
}
