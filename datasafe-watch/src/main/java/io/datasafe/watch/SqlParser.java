package io.datasafe.watch;

import io.datasafe.watch.Slot.Role;
import io.datasafe.watch.StatementShape.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of a statement as is needed to know what its values are for. Not a parser of SQL: what it does not
 * understand is a value.
 */
final class SqlParser {
    private static final Set<String> RANGES = Set.of("<", ">", "<=", ">=");
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>", "!=", "~~", "~~*");

    /** What a pair of brackets is about. */
    private static final class Brackets {
        @Nullable
        Role role;

        @Nullable
        String column;

        boolean row;
        int commas;
        boolean paging;
    }

    private final List<Token> tokens;
    private final SqlLists lists;
    private final StringBuilder shape = new StringBuilder();
    private final List<Slot> slots = new ArrayList<>();
    private final List<String> insertColumns = new ArrayList<>();
    private final Deque<Brackets> open = new ArrayDeque<>();
    private int binds;

    private SqlParser(List<Token> tokens) {
        this.tokens = tokens;
        this.lists = SqlLists.of(tokens);
        open.push(new Brackets());
    }

    static StatementShape parse(String sql) {
        List<Token> tokens = Tokens.of(sql);
        Kind kind = SqlFacts.kind(tokens);
        SqlParser parser = new SqlParser(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            parser.read(i);
        }
        return new StatementShape(
                parser.shape.toString().strip(),
                kind,
                List.copyOf(parser.slots),
                parser.lists.found(),
                SqlFacts.of(tokens, kind));
    }

    private void read(int i) {
        Token token = tokens.get(i);
        boolean more = lists.isMore(i);
        if (!more && token.spaceBefore() && !shape.isEmpty()) {
            shape.append(' ');
        }
        if (token.isValue()) {
            addSlot(i, token, more);
        } else if (token.is("(")) {
            open.push(brackets(i));
        } else if (token.is(")") && open.size() > 1) {
            open.pop();
        } else if (token.is(",")) {
            open.element().commas++;
        } else if (token.isOneOf("limit", "offset", "fetch")) {
            open.element().paging = true;
        } else if (token.isOneOf("where", "union", "returning", "for")) {
            open.element().paging = false;
        }
        if (!more) {
            shape.append(token.text());
        }
        if (token.isName() && isInsertColumn()) {
            insertColumns.add(token.name());
        }
    }

    private void addSlot(int i, Token token, boolean more) {
        int bind = token.type() == Token.Type.BIND ? binds++ : -1;
        Role role = more ? Role.MORE : role(i);
        slots.add(new Slot(bind, token.literal(), role, column(i), shape.length()));
    }

    private Role role(int i) {
        Brackets around = open.element();
        if (around.paging) {
            return Role.PAGE;
        }
        if (around.role != null) {
            return around.role;
        }
        return i > 0 && RANGES.contains(tokens.get(i - 1).text()) ? Role.RANGE : Role.VALUE;
    }

    private @Nullable String column(int i) {
        Brackets around = open.element();
        if (around.row) {
            return around.commas < insertColumns.size() ? insertColumns.get(around.commas) : null;
        }
        return around.column != null ? around.column : comparedBefore(i);
    }

    private Brackets brackets(int i) {
        Brackets outer = open.element();
        Brackets inner = new Brackets();
        Token before = i > 0 ? tokens.get(i - 1) : tokens.get(i);
        if (before.is("in")) {
            inner.column = nameAt(i - 2 >= 0 && tokens.get(i - 2).is("not") ? i - 3 : i - 2);
        } else if (before.isOneOf("any", "some", "all", "unnest")) {
            inner.role = Role.ARRAY;
            inner.column = comparedBefore(i - 1);
        } else if (before.is("values")) {
            inner.row = true;
        } else if (before.is("cast")) {
            inner.role = i >= 2 && RANGES.contains(tokens.get(i - 2).text()) ? Role.RANGE : outer.role;
            inner.column = outer.row ? null : outer.column != null ? outer.column : comparedBefore(i - 1);
            inner.row = outer.row;
            inner.commas = outer.commas;
            inner.paging = outer.paging;
        } else if (RANGES.contains(before.text())) {
            inner.role = Role.RANGE;
        }
        return inner;
    }

    /** The column that what stands at {@code i} is compared with or assigned to. */
    private @Nullable String comparedBefore(int i) {
        return i >= 2 && COMPARISONS.contains(tokens.get(i - 1).text()) ? nameAt(i - 2) : null;
    }

    private @Nullable String nameAt(int i) {
        return i >= 0 && tokens.get(i).isName() ? tokens.get(i).name() : null;
    }

    /** Inside the brackets between the table and VALUES. */
    private boolean isInsertColumn() {
        return open.size() == 2 && !open.element().row && tokens.get(0).is("insert") && slots.isEmpty();
    }
}
