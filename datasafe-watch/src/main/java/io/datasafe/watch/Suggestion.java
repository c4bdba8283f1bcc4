package io.datasafe.watch;

import io.datasafe.internal.scope.CallSite;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Suggests the code that sends one statement instead of many. It derives names from tables and columns; the result is a
 * draft to adapt.
 */
final class Suggestion {
    private static final Map<String, String> KEY_TYPES = Map.of(
            "bigint", "Long",
            "integer", "Integer",
            "smallint", "Short",
            "text", "String",
            "uuid", "UUID",
            "numeric", "BigDecimal",
            "date", "LocalDate");

    private final StatementShape text;
    private final StatementAtSite site;
    private final CauseSearch.@Nullable Match cause;
    private final boolean many;

    /**
     * Creates a suggestion.
     *
     * @param text the repeated statement
     * @param site its executions from one place
     * @param cause the origin of its values, or null
     * @param many true if it returned several rows for one value
     */
    Suggestion(StatementShape text, StatementAtSite site, CauseSearch.@Nullable Match cause, boolean many) {
        this.text = text;
        this.site = site;
        this.cause = cause;
        this.many = many || text.isLimited();
    }

    String of(Finding.Kind kind) {
        CallSite place = site.place();
        boolean jooq = place != null && place.jooq();
        return switch (kind) {
            case DML_LOOP -> new WriteSuggestion(text, site, jooq).toString();
            case REPEATED_READ ->
                "read it once and pass the value on, or ask a loader: a LoadScope keeps the answers, " + "scope.get("
                        + loader() + ", key)";
            case N_PLUS_ONE -> loader() + " = " + (jooq ? jooqLoader() : sqlLoader()) + "\n" + use();
        };
    }

    private String use() {
        if (cause == null || text.table() == null || keys().size() > 1) {
            return "and in the loop scope.get(" + loader() + ", key), in scope.map(items, item -> ..)";
        }
        String table = cause.trace().text().table();
        String from = table == null ? "row" : table;
        String peer = JavaNames.variable(JavaNames.singular(from));
        String found = JavaNames.variable(many ? JavaNames.plural(text.table()) : JavaNames.singular(text.table()));
        return "var " + found + " = scope.related(" + JavaNames.variable(JavaNames.plural(from)) + ", "
                + JavaNames.type(JavaNames.singular(from)) + "::" + JavaNames.variable(cause.label()) + ", " + loader()
                + ")\n"
                + "and in the loop " + found + ".of(" + peer + ")";
    }

    private String loader() {
        String table = text.table() == null ? "ROW" : text.table();
        String name = many ? JavaNames.plural(table) : JavaNames.singular(table);
        return JavaNames.constant(
                (text.isCount() ? "count_of_" + JavaNames.plural(table) : name) + "_by_" + String.join("_", keys()));
    }

    private String jooqLoader() {
        String table = text.table() == null ? "TABLE" : JavaNames.constant(text.table());
        String keys = keys().stream()
                .map(key -> table + "." + JavaNames.constant(key))
                .collect(Collectors.joining(", "));
        if (text.isCount()) {
            return "One.count(" + keys + ")";
        }
        String by = (many ? "Many" : "One") + ".by(" + keys + ")";
        String row = JavaNames.type(JavaNames.singular(text.table() == null ? "row" : text.table()));
        return by + ".map(" + row + "::of)" + (text.isLimited() ? ".orderBy(..).top(n)" : "");
    }

    private String sqlLoader() {
        List<Slot> varying = varying();
        String name = "\"" + JavaNames.variable(text.table() == null ? "row" : text.table()) + "\"";
        if (varying.size() != 1) {
            return "Loaders.sql(" + name + ", \"<the same, joined with unnest(" + "?, ".repeat(varying.size() - 1)
                    + "?) as k (" + String.join(", ", keys()) + ")>\", <a CompositeKey>, row -> ..)";
        }
        Slot slot = varying.get(0);
        String type =
                KEY_TYPES.getOrDefault(String.valueOf(site.type(text.slots().indexOf(slot))), "<type>");
        String loader = "Loaders.sql(" + name + ", \"" + sqlForAll(slot) + "\", " + type + ".class";
        return loader + (many ? ").many(row -> ..)" : ", row -> ..)");
    }

    private String sqlForAll(Slot slot) {
        String before = text.shape().substring(0, slot.offset());
        String after = text.shape().substring(slot.offset() + 1);
        if (text.isLimited()) {
            return "select k.key, r.* from unnest(?) as k(key) cross join lateral (" + before + "k.key" + after
                    + ") as r";
        }
        if (slot.role() == Slot.Role.ARRAY) {
            return withKey(before, slot) + "?" + after;
        }
        String head = before.endsWith("in (") ? before.substring(0, before.length() - 4) + "= " : before;
        String tail = before.endsWith("in (") && after.startsWith(")") ? after.substring(1) : after;
        return withKey(head, slot) + "any(?)" + tail + group(slot);
    }

    /** Adds the key to the select list, because a loader reads the key from the first column. */
    private static String withKey(String before, Slot slot) {
        String column = slot.column();
        String lower = before.toLowerCase(Locale.ROOT);
        if (column == null || !lower.startsWith("select ")) {
            return before;
        }
        String first =
                lower.substring("select ".length()).split(",| from ", 2)[0].strip();
        boolean there =
                first.equals("*") ? column.equals("id") : JavaNames.last(first).equals(column);
        return there ? before : "select " + column + ", " + before.substring("select ".length());
    }

    private String group(Slot slot) {
        return text.isCount() && slot.column() != null ? " group by " + slot.column() : "";
    }

    private List<String> keys() {
        List<String> keys = varying().stream()
                .map(slot -> slot.column() == null ? "key" : slot.column())
                .distinct()
                .toList();
        return keys.isEmpty() ? List.of("key") : keys;
    }

    private List<Slot> varying() {
        return IntStream.range(0, text.slots().size())
                .filter(i -> text.slots().get(i).tellsRows() && site.varies(i))
                .mapToObj(i -> text.slots().get(i))
                .toList();
    }
}
