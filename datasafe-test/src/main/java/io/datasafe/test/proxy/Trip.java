package io.datasafe.test.proxy;

import java.util.List;

/**
 * One round trip that went by while a {@link Recording} was open. Immutable.
 *
 * @param link the connection's {@link Link#id()}
 * @param statements the texts of the statements that the client sent in it, transaction control included, without bind values: a literal in a simple query is
 *     shown as {@code ?}. Empty if the flight held no statement, as that of a statement being prepared.
 * @since 0.1
 */
public record Trip(int link, List<String> statements) {
    private static final int SHOWN = 200;

    /**
     * Copies the list.
     *
     * @param link the connection's {@link Link#id()}
     * @param statements the statements' texts
     */
    public Trip {
        statements = List.copyOf(statements);
    }

    /** {@return the connection and the statements on one line, each cut after 200 characters} */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder("#").append(link).append("  ");
        if (statements.isEmpty()) {
            return line.append("(no statement)").toString();
        }
        String separator = "";
        for (String statement : statements) {
            String flat = statement.isEmpty() ? "(empty query)" : statement.replaceAll("\\s+", " ");
            line.append(separator).append(flat.length() > SHOWN ? flat.substring(0, SHOWN) + "..." : flat);
            separator = "; ";
        }
        return line.toString();
    }
}
