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
 * The text of a query, cut where its bind values are.
 *
 * @param parts one more than there are bind values; none, if the text cannot be kept
 * @param binds the bind values; null where an array belongs
 * @param arrays for each bind value, which array it is; -1 for what always is the same
 * @param fields what is selected
 */
record QueryText(List<String> parts, List<QueryPart> binds, List<Integer> arrays, List<Field<?>> fields) {
    static final QueryText NONE = new QueryText(List.of(), List.of(), List.of(), List.of());

    /** Marks a bind value. No text of a query can hold it: PostgreSQL takes no such character in a name, and who writes it into a literal gets no cache. */
    private static final String MARK = "\u0001";

    private static final Pattern MARKED = Pattern.compile(MARK + "(\\w+)");

    /** Cuts the text of a query, if what is put together from the pieces is what jOOQ renders. */
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
            // With the cast that jOOQ writes around some of them: it will write that again.
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

    /** By the names that they are rendered with. jOOQ's own numbers count values that are written into the text too. */
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

    /** The query with its arrays. */
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
