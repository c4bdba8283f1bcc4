package io.datasafe.test.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One SQL statement as it passes. {@code shown} is its text without the values that a driver in simple query mode
 * writes into it.
 */
record Statement(String text, String shown, Kind kind) {
    /** The role of a statement in a transaction. */
    enum Kind {
        EMPTY,
        BEGIN,
        COMMIT,
        ROLLBACK,
        OTHER_CONTROL,
        QUERY
    }

    /** Tells whether the statement is work of the user, and not transaction control. */
    boolean isQuery() {
        return kind == Kind.QUERY;
    }

    /**
     * Tells whether the statement is one that drivers and pools send on a new connection before any work of the user.
     */
    boolean isSessionSetup() {
        String lower = text.toLowerCase(Locale.ROOT);
        return kind == Kind.EMPTY
                || lower.startsWith("set extra_float_digits")
                || lower.startsWith("set application_name")
                || lower.equals("show transaction isolation level");
    }

    /** Reads the statement of a Parse message. Its text holds no values, because the driver binds them. */
    static List<Statement> parsed(String sql) {
        return split(sql, false);
    }

    /** Reads the statements of a Query message, whose text may hold values. */
    static List<Statement> simple(String sql) {
        return split(sql, true);
    }

    private static List<Statement> split(String sql, boolean mask) {
        int differs = SqlTokens.differsAt(sql);
        // Only one of the two readings may be a text that the server runs. If both are, what follows may be a value.
        boolean escapes = differs >= 0 && !SqlTokens.isComplete(sql, false);
        int certain = mask && differs >= 0 && !escapes ? differs : sql.length();
        List<Statement> statements = new ArrayList<>();
        int start = SqlTokens.nextStatement(sql, 0);
        while (start < sql.length()) {
            int end = SqlTokens.afterStatement(sql, start, escapes);
            statements.add(statement(sql.substring(start, end), escapes, mask, certain - start));
            start = SqlTokens.nextStatement(sql, end);
        }
        return statements.isEmpty() ? List.of(new Statement("", "", Kind.EMPTY)) : List.copyOf(statements);
    }

    /** Leaves out what stands behind the last token, and values if they are not to be shown. */
    private static Statement statement(String sql, boolean escapes, boolean mask, int certain) {
        List<String> words = new ArrayList<>(3);
        StringBuilder shown = new StringBuilder();
        int shownTo = 0;
        int last = 0;
        int at = 0;
        while (at < sql.length() && !(sql.charAt(at) == ';' && at + 1 == sql.length())) {
            boolean hidden = at >= certain;
            last = hidden ? sql.length() : SqlTokens.afterToken(sql, at, escapes);
            SqlTokens.Kind kind = SqlTokens.kind(sql, at);
            if (kind == SqlTokens.Kind.WORD && words.size() < 3) {
                words.add(sql.substring(at, last).toLowerCase(Locale.ROOT));
            }
            if (hidden || mask && (kind == SqlTokens.Kind.TEXT || kind == SqlTokens.Kind.NUMBER)) {
                shown.append(sql, shownTo, at).append('?');
                shownTo = last;
            }
            at = SqlTokens.afterBlanks(sql, last);
        }
        shown.append(sql, shownTo, last);
        return new Statement(sql.substring(0, last), shown.toString(), kind(word(words, 0), second(words)));
    }

    private static String second(List<String> words) {
        boolean filler = word(words, 1).equals("work") || word(words, 1).equals("transaction");
        return filler && !word(words, 0).equals("prepare") ? word(words, 2) : word(words, 1);
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private static Kind kind(String first, String second) {
        return switch (first) {
            case "begin", "start" -> Kind.BEGIN;
            case "commit", "end" -> second.equals("prepared") ? Kind.OTHER_CONTROL : Kind.COMMIT;
            case "rollback", "abort" -> rollbackKind(second);
            case "savepoint", "release" -> Kind.OTHER_CONTROL;
            case "prepare" -> second.equals("transaction") ? Kind.OTHER_CONTROL : Kind.QUERY;
            default -> Kind.QUERY;
        };
    }

    private static Kind rollbackKind(String second) {
        return second.equals("to") || second.equals("prepared") ? Kind.OTHER_CONTROL : Kind.ROLLBACK;
    }
}
