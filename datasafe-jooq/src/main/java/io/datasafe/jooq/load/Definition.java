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
 * What {@link One} and {@link Many} have in common. Immutable and thread-safe: each method gives another definition, so they are made once and
 * kept as constants.
 *
 * @param <K> the key
 * @param <V> what a key answers
 * @param <D> the kind of definition
 * @since 0.1
 */
public abstract sealed class Definition<K, V extends @Nullable Object, D extends Definition<K, V, D>>
        implements Loader<K, V> permits One, Many {
    private final Selection<K> selection;
    private final V absent;
    private final Object identity;

    /** Found when they are first asked for; two threads may do so twice, and find the same. */
    private volatile @Nullable Set<String> tables;

    /** Made when it is first sent: most definitions are only a step to the next. */
    private volatile @Nullable BatchQuery<K> query;

    Definition(Selection<K> selection, V absent, @Nullable Object identity) {
        this.selection = selection;
        this.absent = absent;
        this.identity = identity == null ? new Object() : identity;
    }

    /**
     * A definition that reads from another table than that of its key's column, such as a join.
     *
     * @param table the table
     * @return the definition
     */
    public D from(Table<?> table) {
        return with(selection.from(Objects.requireNonNull(table, "table")), null);
    }

    /**
     * A definition that leaves rows out. Conditions add up.
     *
     * @param condition which rows stay
     * @return the definition
     */
    public D where(Condition condition) {
        return with(selection.where(Objects.requireNonNull(condition, "condition")), null);
    }

    /**
     * A definition with a condition that needs an argument, such as a date or a tenant. The argument belongs to the identity of the loader: in a
     * scope, what is loaded with one argument is never the answer for another.
     *
     * <pre>{@code
     * static final Given<LocalDate, One<Long, Long>> SALES_SINCE = One.count(SALE.BOOK_ID).given(SALE.DAY::ge);
     * scope.get(SALES_SINCE.of(monday), book.id());
     * }</pre>
     *
     * @param condition makes the condition; called once for each {@link Given#of}
     * @param <A> the argument; its {@code equals} says what is the same
     * @return makes definitions
     */
    public <A> Given<A, D> given(Function<? super A, ? extends Condition> condition) {
        Objects.requireNonNull(condition, "condition");
        return new Given<>((argument, argued) -> with(selection.where(condition.apply(argument)), argued));
    }

    /**
     * The same under another name.
     *
     * @param name for messages, statistics and events; by default the table and the key's columns, as in {@code "author by id"}
     * @return the definition
     */
    public D named(String name) {
        return with(selection.named(name), null);
    }

    /**
     * The same with another bound on the keys of a query.
     *
     * @param keys from 1 to 1,000,000; by default 8,192. Arrays that ask for a good part of a table make PostgreSQL read all of it
     * @return the definition
     */
    public D chunk(int keys) {
        return with(selection.chunk(keys), null);
    }

    /**
     * A definition that is forgotten by what is written to other tables too: those behind a view or a function that it reads.
     *
     * @param names of tables, without schemas
     * @return the definition
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

    /** {@return every name in the text of the query: tables, in joins and subqueries too, and others that do no harm} */
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
     * Sends the query.
     *
     * @param batch the keys, in a scope that has a {@link DSLContext}
     * @return the answers
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

    /** {@return whether it is the same definition, or made from the same one with an equal argument} */
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
