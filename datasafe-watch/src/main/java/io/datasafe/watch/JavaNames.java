package io.datasafe.watch;

import java.util.Locale;

/** Derives names for Java code from names in SQL. */
final class JavaNames {
    private JavaNames() {}

    static String singular(String table) {
        if (table.endsWith("ies")) {
            return table.substring(0, table.length() - 3) + "y";
        }
        return table.endsWith("s") && !table.endsWith("ss") ? table.substring(0, table.length() - 1) : table;
    }

    static String plural(String table) {
        String one = singular(table);
        return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    }

    /** The last part of a name, without quotes. */
    static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** {@code AuthorId} */
    static String type(String name) {
        StringBuilder type = new StringBuilder();
        for (String part : name.split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                type.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return type.isEmpty() ? "Row" : type.toString();
    }

    /** {@code authorId} */
    static String variable(String name) {
        String type = type(name);
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    /** {@code AUTHOR_ID} */
    static String constant(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }
}
