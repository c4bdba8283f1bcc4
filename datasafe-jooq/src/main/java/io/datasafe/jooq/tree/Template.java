package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQL;
import org.jooq.impl.DSL;

/** SQL on a tree's table, in which a part stands as its name in braces: {@code select {id} from {table}}. */
final class Template {
    private static final Pattern PART = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, QueryPart> parts = new HashMap<>();

    Template(Hierarchy<?> hierarchy) {
        with("table", hierarchy.table());
        with("id", hierarchy.id());
        with("parent", hierarchy.parent());
        with("scope", hierarchy.scope());
    }

    /** Adds a part. */
    Template with(String name, QueryPart part) {
        parts.put(name, part);
        return this;
    }

    /** Adds the bound key of a node, and as {sharing} that a row is of the same tenant. */
    <K> Template withKey(String name, Hierarchy<K> hierarchy, K key) {
        List<Field<?>> arrays = hierarchy.key().arrays(List.of(key));
        Field<?> id = only(arrays.get(arrays.size() - 1));
        with(name, id);
        with("sharing", DSL.trueCondition());
        if (hierarchy.shared() != null) {
            with("sharing", DSL.condition("{0} = {1}", hierarchy.shared(), only(arrays.get(0))));
        }
        return this;
    }

    private static Field<?> only(Field<?> array) {
        return DSL.field("({0})[1]", array);
    }

    /** The query. */
    ResultQuery<Record> query(DSLContext dsl, String text) {
        return dsl.resultQuery(sql(text));
    }

    /** The text, with its parts. */
    SQL sql(String text) {
        List<QueryPart> used = new ArrayList<>();
        String numbered = PART.matcher(text).replaceAll(match -> {
            used.add(Objects.requireNonNull(parts.get(match.group(1)), match.group(1)));
            return "{" + (used.size() - 1) + "}";
        });
        return DSL.sql(numbered, used.toArray(QueryPart[]::new));
    }
}
