package io.datasafe.internal.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every name in an SQL text, among them those of the tables that it reads, wherever they stand. Keywords are names too here: whoever asks
 * whether a table may be read gets no wrong no.
 */
public final class SqlNames {
    private SqlNames() {}

    /**
     * Looks at a text.
     *
     * @param sql the text
     * @return the names, in lower case unless quoted
     */
    public static Set<String> of(String sql) {
        Set<String> names = new HashSet<>();
        int at = SqlScanner.afterBlanks(sql, 0);
        while (at < sql.length()) {
            int end = SqlScanner.afterToken(sql, at);
            char first = sql.charAt(at);
            if (first == '"') {
                names.add(unquoted(sql.substring(at, end)));
            } else if (Character.isLetter(first) || first == '_') {
                names.add(sql.substring(at, end).toLowerCase(Locale.ROOT));
            }
            at = SqlScanner.afterBlanks(sql, end);
        }
        return Set.copyOf(names);
    }

    /** The name without its quotes, if it has some. */
    static String unquoted(String name) {
        return name.charAt(0) == '"' ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
