package io.datasafe.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Suggests one statement that replaces a loop of writes. */
final class WriteSuggestion {
    private static final Pattern INSERT =
            Pattern.compile("(insert into .+?) values ?\\((\\?(?:, ?\\?)*)\\)(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UPDATE = Pattern.compile(
            "update (\\S+) set (\\S+ = \\?(?:, ?\\S+ = \\?)*) where (\\S+) = \\?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DELETE =
            Pattern.compile("delete from (\\S+) where (\\S+) = \\?", Pattern.CASE_INSENSITIVE);

    private final StatementShape text;
    private final StatementAtSite site;
    private final boolean jooq;

    WriteSuggestion(StatementShape text, StatementAtSite site, boolean jooq) {
        this.text = text;
        this.site = site;
        this.jooq = jooq;
    }

    @Override
    public String toString() {
        String batch = jooq
                ? "dsl.batch(query).bind(..).bind(..).execute()"
                : "addBatch() for each row, and executeBatch() once";
        String statement = statement();
        return statement == null ? batch : statement + "\nor " + batch;
    }

    private @Nullable String statement() {
        boolean bound = text.slots().stream().allMatch(Slot::isBind);
        if (!bound || text.slots().isEmpty()) {
            return null;
        }
        return switch (text.kind()) {
            case INSERT -> insert();
            case UPDATE -> update();
            case DELETE -> delete();
            case READ, OTHER, CONTROL -> null;
        };
    }

    private @Nullable String insert() {
        Matcher insert = INSERT.matcher(text.shape());
        if (!insert.matches() || insert.group(3).contains("?")) {
            return null;
        }
        return insert.group(1) + " select * from unnest(" + String.join(", ", arrays()) + ")" + insert.group(3);
    }

    private @Nullable String update() {
        Matcher update = UPDATE.matcher(text.shape());
        if (!update.matches()) {
            return null;
        }
        List<String> sets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String pair : update.group(2).split(", ?")) {
            String column = plain(pair.substring(0, pair.indexOf(" = ")));
            names.add(column);
            sets.add(column + " = u." + column);
        }
        String table = update.group(1);
        String key = plain(update.group(3));
        names.add("key");
        return "update " + table + " set " + String.join(", ", sets) + " from unnest(" + String.join(", ", arrays())
                + ") as u(" + String.join(", ", names) + ") where " + table + "." + key + " = u.key";
    }

    private @Nullable String delete() {
        Matcher delete = DELETE.matcher(text.shape());
        return delete.matches()
                ? "delete from " + delete.group(1) + " where " + delete.group(2) + " = any(" + arrays().get(0) + ")"
                : null;
    }

    /** The last part of a name, with its quotes. */
    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private List<String> arrays() {
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < text.slots().size(); i++) {
            String type = site.type(i);
            arrays.add(type == null ? "?" : "?::" + type + "[]");
        }
        return arrays;
    }
}
