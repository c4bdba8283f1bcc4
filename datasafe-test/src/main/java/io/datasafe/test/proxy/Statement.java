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
        List<Statement> statements = new ArrayList<>();
        Cutter cutter = new Cutter(sql, mask);
        while (cutter.hasNext()) {
            statements.add(cutter.next());
        }
        if (statements.isEmpty()) {
            statements.add(new Statement("", "", Kind.EMPTY));
        }
        return List.copyOf(statements);
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

    /** Cuts a text at its top-level semicolons. */
    private static final class Cutter {
        private final String sql;
        private final boolean mask;
        private final SqlTokens tokens;
        private SqlTokens.Kind token;

        Cutter(String sql, boolean mask) {
            this.sql = sql;
            this.mask = mask;
            this.tokens = new SqlTokens(sql);
            this.token = tokens.next();
        }

        boolean hasNext() {
            while (token == SqlTokens.Kind.SEMICOLON) {
                token = tokens.next();
            }
            return token != SqlTokens.Kind.END;
        }

        Statement next() {
            int from = tokens.start();
            int to = from;
            int shownTo = from;
            StringBuilder shown = new StringBuilder();
            List<String> firstWords = new ArrayList<>(3);
            int depth = 0;
            while (token != SqlTokens.Kind.END && (token != SqlTokens.Kind.SEMICOLON || depth > 0)) {
                if (token == SqlTokens.Kind.WORD) {
                    String word = tokens.text().toLowerCase(Locale.ROOT);
                    depth = depthAfter(word, depth, firstWords);
                    if (firstWords.size() < 3) {
                        firstWords.add(word);
                    }
                } else if (mask && (token == SqlTokens.Kind.TEXT || token == SqlTokens.Kind.NUMBER)) {
                    shown.append(sql, shownTo, tokens.start()).append('?');
                    shownTo = tokens.end();
                }
                to = tokens.end();
                token = tokens.next();
            }
            shown.append(sql, shownTo, to);
            return new Statement(
                    sql.substring(from, to), shown.toString(), kind(word(firstWords, 0), second(firstWords)));
        }

        // A function body in SQL's own form, CREATE ... BEGIN ATOMIC ...; END, holds semicolons and an END that do not
        // end the statement.
        private static int depthAfter(String word, int depth, List<String> firstWords) {
            if (!word(firstWords, 0).equals("create")) {
                return 0;
            }
            return switch (word) {
                case "begin" -> depth + 1;
                case "case" -> depth > 0 ? depth + 1 : 0;
                case "end" -> Math.max(depth - 1, 0);
                default -> depth;
            };
        }

        private static String second(List<String> words) {
            boolean filler = word(words, 1).equals("work") || word(words, 1).equals("transaction");
            return filler && !word(words, 0).equals("prepare") ? word(words, 2) : word(words, 1);
        }

        private static String word(List<String> words, int index) {
            return index < words.size() ? words.get(index) : "";
        }
    }
}
