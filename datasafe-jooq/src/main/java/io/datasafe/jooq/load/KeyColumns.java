package io.datasafe.jooq.load;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The columns that a definition is asked by.
 *
 * @param columns at least one
 * @param split the values of a key, column by column
 */
record KeyColumns<K>(List<KeyColumn<?>> columns, Function<K, Object[]> split) {
    private static final String ASKED = "datasafe_asked";
    private static final String COLUMN = "datasafe_k";
    private static final String NUMBER = "datasafe_n";

    static <K> KeyColumns<K> of(Field<K> field) {
        return new KeyColumns<>(List.of(new KeyColumn<>(field)), key -> new Object[] {key});
    }

    static <A, B> KeyColumns<Key2<A, B>> of(Field<A> first, Field<B> second) {
        return new KeyColumns<>(List.of(new KeyColumn<>(first), new KeyColumn<>(second)), key ->
                new Object[] {key.first(), key.second()});
    }

    static <A, B, C> KeyColumns<Key3<A, B, C>> of(Field<A> first, Field<B> second, Field<C> third) {
        return new KeyColumns<>(List.of(new KeyColumn<>(first), new KeyColumn<>(second), new KeyColumn<>(third)), key ->
                new Object[] {key.first(), key.second(), key.third()});
    }

    /** Whether {@code = any(array)} will do: one column, whose value in a row is the key that was asked for. */
    boolean isPlain() {
        return columns.size() == 1 && columns.get(0).isExact();
    }

    List<Field<?>> fields() {
        return columns.stream().<Field<?>>map(KeyColumn::field).toList();
    }

    String title() {
        return columns.stream().map(column -> column.field().getName()).collect(Collectors.joining(", "));
    }

    /** One array for each column. */
    List<Field<?>> arrays(Set<K> keys) {
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

    /** That a row's only column is among the keys. */
    Condition isIn(Field<?> array) {
        return DSL.condition("{0} = any({1})", columns.get(0).field(), array);
    }

    /** The keys as rows, numbered from 1. */
    Table<?> asked(List<Field<?>> arrays) {
        String[] names = new String[arrays.size() + 1];
        for (int i = 0; i < arrays.size(); i++) {
            names[i] = COLUMN + (i + 1);
        }
        names[arrays.size()] = NUMBER;
        String places = arrays.size() == 1 ? "{0}" : arrays.size() == 2 ? "{0}, {1}" : "{0}, {1}, {2}";
        return table("unnest(" + places + ") with ordinality", arrays.toArray(Field[]::new))
                .as(ASKED, names);
    }

    /** The number of a key among those asked: it comes back as it went, whatever PostgreSQL thinks is equal to it. */
    static Field<Long> number() {
        return field(name(ASKED, NUMBER), SQLDataType.BIGINT);
    }

    private static <T> Field<T> askedField(KeyColumn<T> column, int index) {
        return field(name(ASKED, COLUMN + (index + 1)), column.field().getDataType());
    }

    /** That a row belongs to an asked key. */
    Condition matches() {
        Condition all = noCondition();
        for (int i = 0; i < columns.size(); i++) {
            all = all.and(matches(columns.get(i), i));
        }
        return all;
    }

    private static <T> Condition matches(KeyColumn<T> column, int index) {
        return column.field().eq(askedField(column, index));
    }

    /** The key in a row, where that is exact. */
    @SuppressWarnings("unchecked") // The only column is the key.
    K read(Record row, int index) {
        return (K) columns.get(0).read(row, index);
    }
}
