package io.datasafe.jooq.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * A query that is rendered once and sent many times with different arrays, because building and rendering a query costs
 * more in jOOQ than sending it. The kept text is exactly what jOOQ renders for the dialect and settings. If a text
 * cannot be kept, jOOQ renders each time. Thread-safe.
 */
public final class RenderedQuery {
    /**
     * The most texts that are kept: more than one definition should ever meet in a process. For further combinations
     * jOOQ renders each time.
     */
    private static final int MOST_FORMS = 16;

    private static final String ARRAY = "datasafe_keys_";

    private final Function<List<Field<?>>, Select<? extends Record>> template;
    private final Map<Form, QueryText> texts = new ConcurrentHashMap<>();

    /**
     * Makes a query.
     *
     * @param template builds the query from fields that stand for the arrays; called for each new text, and on every
     *     execution if no text can be kept
     */
    public RenderedQuery(Function<List<Field<?>>, Select<? extends Record>> template) {
        this.template = template;
    }

    /**
     * Sends the query.
     *
     * @param dsl the context that sends it
     * @param arrays the bind values, one per array; always of the same types in the same order
     * @return the rows
     */
    public Result<? extends Record> fetch(DSLContext dsl, List<Field<?>> arrays) {
        QueryText text = text(dsl.configuration(), arrays);
        if (text.parts().isEmpty()) {
            return dsl.fetch(template.apply(arrays));
        }
        return dsl.resultQuery("{0}", text.with(arrays)).coerce(text.fields()).fetch();
    }

    /**
     * Sends the query and reads the result as other fields, for example as those of a table instead of the query's
     * aliases.
     *
     * @param dsl the context that sends it
     * @param arrays the bind values, one per array; always of the same types in the same order
     * @param fields one field per selected column
     * @return the rows
     */
    public Result<? extends Record> fetch(DSLContext dsl, List<Field<?>> arrays, List<Field<?>> fields) {
        QueryText text = text(dsl.configuration(), arrays);
        if (text.parts().isEmpty()) {
            return dsl.fetch(template.apply(arrays).coerce(fields));
        }
        return dsl.resultQuery("{0}", text.with(arrays)).coerce(fields).fetch();
    }

    /**
     * Renders the query without sending it.
     *
     * @param dsl the context that renders it
     * @param arrays the bind values, as in {@link #fetch}
     * @return the SQL text
     */
    public String sql(DSLContext dsl, List<Field<?>> arrays) {
        QueryText text = text(dsl.configuration(), arrays);
        return dsl.render(text.parts().isEmpty() ? template.apply(arrays) : text.with(arrays));
    }

    private QueryText text(Configuration configuration, List<Field<?>> arrays) {
        if (configuration.visitListenerProviders().length > 0) {
            return QueryText.NONE; // Visit listeners may change any part of the query, differently each time.
        }
        Form form = new Form(configuration.dialect(), configuration.settings());
        QueryText known = texts.get(form);
        if (known != null) {
            return known;
        }
        QueryText made = make(DSL.using(configuration), arrays);
        if (texts.size() < MOST_FORMS) {
            texts.put(new Form(form.dialect(), (Settings) form.settings().clone()), made);
        }
        return made;
    }

    private QueryText make(DSLContext dsl, List<Field<?>> arrays) {
        Field<?>[] placeholders = new Field<?>[arrays.size()];
        for (int i = 0; i < placeholders.length; i++) {
            placeholders[i] = placeholder(ARRAY + i, arrays.get(i));
        }
        Select<? extends Record> query = template.apply(Arrays.asList(placeholders));
        return QueryText.of(dsl, query, ARRAY);
    }

    private static <T> Param<T> placeholder(String name, Field<T> array) {
        return DSL.param(name, array.getDataType());
    }

    /** What the text depends on besides the query. Settings are mutable, so the map holds its own copy. */
    private record Form(SQLDialect dialect, Settings settings) {}
}
