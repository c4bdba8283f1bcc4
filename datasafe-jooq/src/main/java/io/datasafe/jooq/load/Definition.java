package io.datasafe.jooq.load;

import io.datasafe.internal.sql.SqlNames;
import io.datasafe.load.Batch;
import io.datasafe.load.Loader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A loader that reads rows or values through jOOQ: what {@link One} and {@link Many} have in common.
 *
 * <p>Immutable and thread-safe. Each method returns a new definition and leaves this one unchanged, so a definition is
 * built once and kept as a constant. Building one sends nothing; a {@link io.datasafe.load.LoadScope} sends its query.
 *
 * @param <K> the key
 * @param <V> the answer to a key
 * @param <D> the kind of definition
 * @since 0.1
 */
public abstract sealed class Definition<K, V extends @Nullable Object, D extends Definition<K, V, D>>
        implements Loader<K, V> permits One, Many {
    private final Selection<K> selection;
    private final V absent;
    private final Object identity;

    /** Computed on first use. Two threads may both compute it; their results are equal. */
    private volatile @Nullable Set<String> tables;

    /** Created on first use, because most definitions are only a step towards another one. */
    private volatile @Nullable BatchQuery<K> query;

    Definition(Selection<K> selection, V absent, @Nullable Object identity) {
        this.selection = selection;
        this.absent = absent;
        this.identity = identity == null ? new Object() : identity;
    }

    /**
     * Reads from another table than the key column's, for example from a join.
     *
     * @param table the table
     * @return a new definition
     */
    public D from(Table<?> table) {
        return with(selection.from(Objects.requireNonNull(table, "table")), null);
    }

    /**
     * Leaves out rows that do not meet a condition. Several conditions are combined with AND.
     *
     * @param condition the condition that rows must meet
     * @return a new definition
     */
    public D where(Condition condition) {
        return with(selection.where(Objects.requireNonNull(condition, "condition")), null);
    }

    /**
     * Adds a condition that needs an argument, such as a date or a tenant. The argument is part of the loader's
     * identity: in a scope, an answer that was loaded for one argument is never given for another.
     *
     * <pre>{@code
     * static final Given<LocalDate, One<Long, Long>> SALES_SINCE = One.count(SALE.BOOK_ID).given(SALE.DAY::ge);
     * scope.get(SALES_SINCE.of(monday), book.id());
     * }</pre>
     *
     * @param condition makes the condition from the argument; called once per {@link Given#of}
     * @param <A> the argument's type; two arguments are the same if they are equal by {@code equals}
     * @return makes a definition for each argument
     */
    public <A> Given<A, D> given(Function<? super A, ? extends Condition> condition) {
        Objects.requireNonNull(condition, "condition");
        return new Given<>((argument, argued) -> with(selection.where(condition.apply(argument)), argued));
    }

    /**
     * Names the definition.
     *
     * @param name used in messages, statistics and events; not blank. Default: the table and the key's columns, as in
     *     {@code "author by id"}
     * @return a new definition
     * @throws IllegalArgumentException if the name is blank
     */
    public D named(String name) {
        return with(selection.named(name), null);
    }

    /**
     * Limits the keys of one query. More keys are loaded by several queries.
     *
     * @param keys from 1 to 1,000,000; default 8,192. If the keys cover a large part of a table, PostgreSQL reads the
     *     whole table
     * @return a new definition
     * @throws IllegalArgumentException if the number is out of range
     */
    public D chunk(int keys) {
        return with(selection.chunk(keys), null);
    }

    /**
     * Names further tables that the query reads, such as those behind a view or a function. A write to one of them
     * makes the scope forget the answers.
     *
     * @param names table names, without schemas
     * @return a new definition
     */
    public D reads(String... names) {
        return with(selection.reads(Set.of(names)), null);
    }

    abstract D with(Selection<K> changed, @Nullable Object newIdentity);

    Selection<K> selection() {
        return selection;
    }

    static List<SelectField<?>> list(SelectField<?>... fields) {
        return List.copyOf(Arrays.asList(fields));
    }

    @Override
    public String name() {
        return selection.name();
    }

    @Override
    public V absent() {
        return absent;
    }

    @Override
    public int chunk() {
        return selection.chunk();
    }

    /**
     * {@return every name in the text of the query: its tables, also those in joins and subqueries, and other names
     * that do no harm}
     */
    @Override
    public Set<String> tables() {
        Set<String> known = tables;
        if (known == null) {
            known = new HashSet<>(selection.reads());
            known.addAll(SqlNames.of(query().sql(DSL.using(SQLDialect.POSTGRES), List.of())));
            tables = known = Set.copyOf(known);
        }
        return known;
    }

    /**
     * Sends the query: one statement for all keys of the batch.
     *
     * @param batch the keys, from a scope that has a {@link DSLContext}
     * @return the answers, without an entry for a key that has none
     */
    @Override
    public Map<K, V> load(Batch<K> batch) {
        List<K> keys = List.copyOf(batch.keys());
        BatchQuery<K> sent = query();
        Result<? extends Record> rows = sent.fetch(batch.resource(DSLContext.class), keys);
        return answers(rows, sent.keyIn(rows, keys));
    }

    private BatchQuery<K> query() {
        BatchQuery<K> known = query;
        if (known == null) {
            query = known = new BatchQuery<>(selection);
        }
        return known;
    }

    abstract Map<K, V> answers(Result<? extends Record> rows, Function<Record, K> keyIn);

    /** {@return true if the other object is this definition, or was made from the same one with an equal argument} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Definition<?, ?, ?> definition && identity.equals(definition.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + name();
    }
}
