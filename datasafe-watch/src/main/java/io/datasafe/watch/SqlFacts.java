package io.datasafe.watch;

import io.datasafe.watch.StatementShape.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts that follow from the words of a statement.
 *
 * @param table the table that is read or written
 * @param reads every table after FROM and JOIN
 * @param limited whether it has LIMIT, OFFSET or FETCH
 * @param volatileRead whether a repeated read is intended, because the statement locks, draws from a sequence or reads
 *     a clock
 * @param count whether it counts rows
 */
record SqlFacts(@Nullable String table, Set<String> reads, boolean limited, boolean volatileRead, boolean count) {
    private static final Set<String> CONTROL = Set.of(
            "set",
            "reset",
            "begin",
            "start",
            "commit",
            "rollback",
            "savepoint",
            "release",
            "abort",
            "end",
            "show",
            "discard",
            "listen",
            "unlisten");

    static Kind kind(List<Token> tokens) {
        if (isControl(tokens)) {
            return Kind.CONTROL;
        }
        int depth = 0;
        for (Token token : tokens) {
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (depth == 0) {
                Kind kind = kind(token);
                if (kind != null) {
                    return kind;
                }
            }
        }
        return !tokens.isEmpty() && tokens.get(0).is("(") ? Kind.READ : Kind.OTHER;
    }

    private static @Nullable Kind kind(Token token) {
        if (token.isOneOf("select", "values", "table")) {
            return Kind.READ;
        } else if (token.is("insert")) {
            return Kind.INSERT;
        } else if (token.is("update")) {
            return Kind.UPDATE;
        } else if (token.is("delete")) {
            return Kind.DELETE;
        }
        return token.isOneOf("create", "alter", "drop", "call", "do", "merge", "copy", "explain", "truncate")
                ? Kind.OTHER
                : null;
    }

    /** Includes datasafe's own statements: those that begin a transaction, and those that are sent with COMMIT. */
    private static boolean isControl(List<Token> tokens) {
        boolean first = true;
        for (Token token : tokens) {
            if (token.is(";")) {
                first = true;
            } else if (first && token.type() == Token.Type.WORD && CONTROL.contains(token.name())) {
                return true;
            } else if (token.is("set_config")) {
                return true;
            } else {
                first = false;
            }
        }
        return false;
    }

    static SqlFacts of(List<Token> tokens, Kind kind) {
        Set<String> reads = new HashSet<>();
        String table = null;
        boolean limited = false;
        boolean changing = false;
        boolean count = false;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            String named = nameAfter(tokens, i);
            if (token.isOneOf("from", "join") && named != null) {
                reads.add(named);
            }
            if (table == null && depth == 0 && namesTable(token, kind)) {
                table = named;
            }
            limited |= depth == 0 && token.isOneOf("limit", "offset", "fetch");
            changing |= isChanging(tokens, i);
            count |= token.is("count") && depth == 0;
        }
        return new SqlFacts(table, reads, limited, changing || reads.isEmpty(), count);
    }

    private static boolean namesTable(Token token, Kind kind) {
        return switch (kind) {
            case READ, DELETE -> token.is("from");
            case INSERT -> token.is("into");
            case UPDATE -> token.is("update");
            case OTHER, CONTROL -> false;
        };
    }

    private static boolean isChanging(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.is("for") && i + 1 < tokens.size()) {
            return tokens.get(i + 1).isOneOf("update", "share", "no", "key");
        }
        return token.isOneOf("nextval", "setval", "random", "gen_random_uuid", "clock_timestamp")
                || token.type() == Token.Type.WORD && token.name().matches("pg_(try_)?advisory_.*");
    }

    /** The last part of the name after this token; null if no name follows. */
    private static @Nullable String nameAfter(List<Token> tokens, int i) {
        int at = i + 1;
        while (at < tokens.size() && tokens.get(at).isOneOf("only", "lateral")) {
            at++;
        }
        if (at >= tokens.size() || !tokens.get(at).isName() || tokens.get(at).is("select")) {
            return null;
        }
        while (at + 2 < tokens.size()
                && tokens.get(at + 1).is(".")
                && tokens.get(at + 2).isName()) {
            at += 2;
        }
        return at + 1 < tokens.size()
                        && tokens.get(at + 1).is("(")
                        && !tokens.get(i).is("into")
                ? null
                : tokens.get(at).name();
    }
}
