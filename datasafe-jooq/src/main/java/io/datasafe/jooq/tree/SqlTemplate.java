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

/**
 * Builds SQL on a tree's table from a text in which a name in braces stands for a part: {@code select {id} from
 * {table}}.
 */
final class SqlTemplate {
    private static final Pattern PART = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, QueryPart> parts = new HashMap<>();

    SqlTemplate(TreeDefinition<?> hierarchy) {
        with("table", hierarchy.table());
        with("id", hierarchy.id());
        with("parent", hierarchy.parent());
        with("scope", hierarchy.scope());
    }

    /** Adds a part. */
    SqlTemplate with(String name, QueryPart part) {
        parts.put(name, part);
        return this;
    }

    /** Adds a node's bound key, and {sharing}: the condition that a row has the same shared column. */
    <K> SqlTemplate withKey(String name, TreeDefinition<K> hierarchy, K key) {
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

    /** Builds a query from a text. */
    ResultQuery<Record> query(DSLContext dsl, String text) {
        return dsl.resultQuery(sql(text));
    }

    /** Fills in the parts of a text. */
    SQL sql(String text) {
        List<QueryPart> used = new ArrayList<>();
        String numbered = PART.matcher(text).replaceAll(match -> {
            used.add(Objects.requireNonNull(parts.get(match.group(1)), match.group(1)));
            return "{" + (used.size() - 1) + "}";
        });
        return DSL.sql(numbered, used.toArray(QueryPart[]::new));
    }
}
