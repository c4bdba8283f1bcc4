package io.datasafe.jooq.tree;

import io.datasafe.internal.sql.SqlIdentifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Writes the DDL of a walk down: as a function, which PostgreSQL inlines into the calling query, and as a view, which
 * it does not.
 */
final class WalkDdl {
    /**
     * BEGIN ATOMIC fixes the meaning of the names when the function is created, whatever the caller's search_path is.
     */
    private static final String FUNCTION = """
            create or replace function {name}({arguments}) returns table ({types}, depth int) language sql stable
            begin atomic
            with recursive datasafe_walk as (
            select {selected}, 0 as datasafe_depth from {table} where {id} = {start} and {sharing} and ({scope})
            union all
            select {carried}, w.datasafe_depth + 1 from datasafe_walk w cross join lateral (
            select {selected} from {table} where {parent} = w.{idName} and {sharing} and ({scope}) offset 0) n
            where n.{idName} <> {start})
            select {returned}, w.datasafe_depth from datasafe_walk w;
            end""";

    private static final String VIEW = """
            create or replace view {name} ({rootName}, {names}, depth) as
            with recursive datasafe_walk as (
            select {id} as datasafe_root, {selected}, 0 as datasafe_depth from {table} where {parent} is null
            and ({scope})
            union all
            select w.datasafe_root, {carried}, w.datasafe_depth + 1 from datasafe_walk w cross join lateral (
            select {selected} from {table} where {parent} = w.{idName} and {same} and ({scope}) offset 0) n)
            select w.datasafe_root, {returned}, w.datasafe_depth from datasafe_walk w""";

    private final TreeDefinition<?> hierarchy;
    private final Name name;
    private final List<Field<?>> columns;

    WalkDdl(TreeDefinition<?> hierarchy, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: name the function or view, such as \"category_tree\"");
        }
        SqlIdentifier.checkLength("name", name, name);
        this.hierarchy = hierarchy;
        this.name = Ddl.beside(hierarchy.table(), name);
        this.columns = hierarchy.columns();
    }

    Query function() {
        refuse("depth");
        return Ddl.query(dsl -> {
            TreeLock.relation(dsl, hierarchy);
            List<Field<?>> key = hierarchy.idFields();
            DdlTemplate text = text(dsl)
                    .with("arguments", list(key, field -> type(dsl, field)))
                    .with(
                            "types",
                            list(columns, field -> dsl.render(field.getUnqualifiedName()) + " " + type(dsl, field)))
                    .with("start", "$" + key.size())
                    .with("sharing", "true");
            if (hierarchy.shared() != null) {
                text.with("sharing", dsl.render(hierarchy.shared()) + " = $1");
            }
            return text.fill(FUNCTION);
        });
    }

    Query view() {
        refuse("depth");
        refuse("root");
        return Ddl.query(dsl -> {
            TreeLock.relation(dsl, hierarchy);
            DdlTemplate text = text(dsl).with("rootName", DSL.name("root")).with("same", "true");
            if (hierarchy.shared() != null) {
                String shared = dsl.render(hierarchy.shared());
                text.with(
                        "same", shared + " = w." + dsl.render(hierarchy.shared().getUnqualifiedName()));
            }
            return text.fill(VIEW);
        });
    }

    private void refuse(String column) {
        for (Field<?> field : columns) {
            if (field.getName().equalsIgnoreCase(column)) {
                throw new IllegalArgumentException("tree '" + hierarchy.name() + "' has a column " + field.getName()
                        + ", and " + name.last() + " adds a column of that name: select it .as(another name)");
            }
        }
    }

    private DdlTemplate text(DSLContext dsl) {
        return new DdlTemplate(dsl)
                .with("name", name)
                .with("table", hierarchy.table())
                .with("id", hierarchy.id())
                .with("parent", hierarchy.parent())
                .with("scope", hierarchy.scope())
                .with("idName", hierarchy.id().getUnqualifiedName())
                .with("names", list(columns, field -> dsl.render(field.getUnqualifiedName())))
                .with("selected", selected(dsl, columns))
                .with("carried", list(columns, field -> "n." + dsl.render(field.getUnqualifiedName())))
                .with("returned", list(columns, field -> "w." + dsl.render(field.getUnqualifiedName())));
    }

    /**
     * Returns a column's type by reference to the table, because jOOQ may know it wrongly; for an expression, the type
     * that jOOQ knows.
     */
    private String type(DSLContext dsl, Field<?> field) {
        boolean column = field instanceof TableField
                || selected(dsl, List.of(field)).equals(dsl.render(DSL.field(field.getQualifiedName())));
        return column
                ? dsl.render(hierarchy.table()) + "." + dsl.render(field.getUnqualifiedName()) + "%type"
                : field.getDataType().getCastTypeName(dsl.configuration());
    }

    private static String selected(DSLContext dsl, List<Field<?>> fields) {
        return dsl.renderInlined(DSL.select(fields)).replaceFirst("(?i)^select\\s+", "");
    }

    private static String list(List<Field<?>> fields, Function<Field<?>, String> text) {
        return fields.stream().map(text).collect(Collectors.joining(", "));
    }
}
