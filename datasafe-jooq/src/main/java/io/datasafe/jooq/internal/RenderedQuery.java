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
 * A query whose text is made once, and that is sent again and again with other arrays: to build it and to render it costs jOOQ more than to send
 * it. The text that is kept is exactly what jOOQ renders, for each dialect and settings; where it cannot be kept, jOOQ renders each time.
 */
public final class RenderedQuery {
    /** What one definition can plausibly meet in a process; beyond it, jOOQ renders. */
    private static final int MOST_FORMS = 16;

    private static final String ARRAY = "datasafe_keys_";

    private final Function<List<Field<?>>, Select<? extends Record>> template;
    private final Map<Form, QueryText> texts = new ConcurrentHashMap<>();

    /**
     * A query.
     *
     * @param template makes the query of fields that stand for the arrays; called for the first text, and whenever none can be kept
     */
    public RenderedQuery(Function<List<Field<?>>, Select<? extends Record>> template) {
        this.template = template;
    }

    /**
     * Sends it.
     *
     * @param dsl where to
     * @param arrays one bind value for each array, always of the same types in the same order
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
     * Sends it, and reads what it selects as other fields: those of a table, say, instead of what a query calls them.
     *
     * @param dsl where to
     * @param arrays one bind value for each array, always of the same types in the same order
     * @param fields one for each that is selected
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
     * What it sends.
     *
     * @param dsl where to
     * @param arrays as in {@link #fetch}
     * @return the text
     */
    public String sql(DSLContext dsl, List<Field<?>> arrays) {
        QueryText text = text(dsl.configuration(), arrays);
        return dsl.render(text.parts().isEmpty() ? template.apply(arrays) : text.with(arrays));
    }

    private QueryText text(Configuration configuration, List<Field<?>> arrays) {
        if (configuration.visitListenerProviders().length > 0) {
            return QueryText.NONE; // They may change any part of it, each time in another way.
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

    /** What a text depends on, beside the query. Settings can be changed: the map's own are a copy. */
    private record Form(SQLDialect dialect, Settings settings) {}
}
