package io.datasafe.jooq.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * The SQL text of a query, cut into pieces at its bind values.
 *
 * @param parts the pieces: one more than there are bind values; empty if the text cannot be kept
 * @param binds the bind values; those of arrays are replaced on each execution
 * @param arrays for each bind value the index of its array; -1 for a constant value
 * @param fields the selected fields
 */
record QueryText(List<String> parts, List<QueryPart> binds, List<Integer> arrays, List<Field<?>> fields) {
    static final QueryText NONE = new QueryText(List.of(), List.of(), List.of(), List.of());

    /**
     * Marks a bind value. The text of a query cannot contain it by accident: PostgreSQL does not allow the character in
     * names, and a query with the character in a literal is not kept.
     */
    private static final String MARK = "\u0001";

    private static final Pattern MARKED = Pattern.compile(MARK + "(\\w+)");

    /**
     * Cuts the text of a query. Returns {@link #NONE} unless the pieces, put together again, render exactly as jOOQ
     * renders the query.
     */
    static QueryText of(DSLContext dsl, Select<? extends Record> query, String arrayPrefix) {
        DSLContext marking = marking(dsl);
        String marked = marking.renderNamedParams(query);
        Map<String, Param<?>> params = params(query);
        List<String> parts = new ArrayList<>();
        List<QueryPart> binds = new ArrayList<>();
        List<Integer> arrays = new ArrayList<>();
        Matcher bind = MARKED.matcher(marked);
        int from = 0;
        while (bind.find()) {
            Param<?> param = params.get(bind.group(1));
            if (param == null) {
                return NONE;
            }
            // Includes the cast that jOOQ writes around some bind values, because jOOQ writes it again when it renders
            // the value.
            String alone = marking.renderNamedParams(param);
            int start = bind.start() - Math.max(alone.indexOf(MARK), 0);
            int tail = alone.length() - (alone.indexOf(MARK) + bindLength(alone));
            if (start < from || bind.end() + tail > marked.length()) {
                return NONE;
            }
            parts.add(marked.substring(from, start));
            binds.add(param);
            String name = bind.group(1);
            arrays.add(name.startsWith(arrayPrefix) ? Integer.parseInt(name.substring(arrayPrefix.length())) : -1);
            from = bind.end() + tail;
        }
        parts.add(marked.substring(from));
        QueryPart whole = new QueryTextPart(parts, binds);
        boolean isSame = dsl.render(whole).equals(dsl.render(query))
                && dsl.extractBindValues(whole).equals(dsl.extractBindValues(query));
        return isSame ? new QueryText(parts, binds, arrays, query.getSelect()) : NONE;
    }

    /** Maps each parameter by the name it is rendered with. jOOQ's own numbers also count inlined values. */
    private static Map<String, Param<?>> params(Select<? extends Record> query) {
        Map<String, Param<?>> params = new HashMap<>();
        int number = 0;
        for (Param<?> param : query.getParams().values()) {
            if (!param.isInline()) {
                number++;
                String name = param.getParamName();
                params.put(name == null ? String.valueOf(number) : name, param);
            }
        }
        return params;
    }

    private static int bindLength(String alone) {
        Matcher mark = MARKED.matcher(alone);
        return mark.find() ? mark.end() - mark.start() : 0;
    }

    private static DSLContext marking(DSLContext dsl) {
        Settings settings = ((Settings) dsl.settings().clone()).withRenderNamedParamPrefix(MARK);
        return DSL.using(dsl.configuration().derive(settings));
    }

    /** Returns the query with the given arrays as bind values. */
    QueryPart with(List<Field<?>> values) {
        List<QueryPart> bound = new ArrayList<>(binds);
        for (int i = 0; i < bound.size(); i++) {
            int array = arrays.get(i);
            if (array >= 0) {
                bound.set(i, values.get(array));
            }
        }
        return new QueryTextPart(parts, bound);
    }
}
