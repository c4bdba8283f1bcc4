package io.datasafe.outbox;

import java.util.regex.Pattern;

/** Where the outbox is. Names are not quoted, here as in the statement that writes messages, so that both mean the same table. */
record TableName(String messages) {
    static final String DEFAULT = "datasafe_outbox";

    /** Names that are derived from it have to fit into the 63 bytes of an identifier. */
    private static final int LONGEST = 48;

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*\\.)?([A-Za-z_][A-Za-z0-9_]{0," + (LONGEST - 1) + "})");

    static TableName of(String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "table is \"" + table + "\", must be letters, digits and underscores, at most " + LONGEST
                            + ", with its schema and a dot in front if it is not on the search path");
        }
        return new TableName(table);
    }

    String readers() {
        return messages + "_reader";
    }

    String unqualified() {
        return messages.substring(messages.indexOf('.') + 1);
    }
}
