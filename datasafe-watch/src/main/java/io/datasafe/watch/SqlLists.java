package io.datasafe.watch;

import java.util.List;

/** Finds the repetitive parts of a statement for many rows: further elements of IN and further rows of VALUES. */
final class SqlLists {
    private final List<Token> tokens;
    private final boolean[] more;
    private boolean found;

    private SqlLists(List<Token> tokens) {
        this.tokens = tokens;
        this.more = new boolean[tokens.size()];
    }

    static SqlLists of(List<Token> tokens) {
        SqlLists lists = new SqlLists(tokens);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("in") && tokens.get(i + 1).is("(")) {
                lists.elements(i + 1);
            } else if (tokens.get(i).is("values") && tokens.get(i + 1).is("(")) {
                lists.rows(i + 1);
            }
        }
        return lists;
    }

    /** True if the token belongs to a second or later element or row. */
    boolean isMore(int token) {
        return more[token];
    }

    boolean found() {
        return found;
    }

    private void elements(int open) {
        int close = closing(open);
        int firstComma = -1;
        int depth = 0;
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            if (token.isOneOf("select", "with", "values")) {
                return;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (firstComma < 0 && depth == 0 && token.is(",")) {
                firstComma = i;
            }
        }
        if (firstComma > 0) {
            mark(firstComma, close);
        }
    }

    private void rows(int open) {
        int end = closing(open) + 1;
        int firstEnd = end;
        while (end + 1 < tokens.size()
                && tokens.get(end).is(",")
                && tokens.get(end + 1).is("(")) {
            end = closing(end + 1) + 1;
        }
        if (end > firstEnd) {
            mark(firstEnd, Math.min(end, tokens.size()));
        }
    }

    private void mark(int from, int to) {
        found = true;
        for (int i = from; i < to; i++) {
            more[i] = true;
        }
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }
}
