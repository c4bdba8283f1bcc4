package io.datasafe.test.proxy;

import java.util.List;

/**
 * One round trip that was recorded by a {@link Recording}. Immutable.
 *
 * @param link the connection's {@link Link#id()}
 * @param statements the texts of the statements that the client sent in it, including transaction control and without
 *     bind values: a literal in a simple query is shown as {@code ?}. Empty if the trip held no statement, for example
 *     if a statement was only prepared
 * @since 0.1
 */
public record Trip(int link, List<String> statements) {
    private static final int SHOWN = 200;

    /**
     * Makes a trip, with a copy of the list.
     *
     * @param link the connection's {@link Link#id()}
     * @param statements the texts of the statements
     */
    public Trip {
        statements = List.copyOf(statements);
    }

    /** {@return the connection and the statements on one line, each statement cut after 200 characters} */
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
