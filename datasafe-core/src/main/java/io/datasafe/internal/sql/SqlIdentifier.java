package io.datasafe.internal.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name as SQL text writes it, taken apart, so that nothing but a name can get into a statement.
 *
 * @param parts the schema, if there is one, and the name, both without quotes
 */
public record SqlIdentifier(List<String> parts) {
    private static final Pattern PART = Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*)|\"((?:[^\"\\x00]|\"\")+)\"");
    // NAMEDATALEN - 1. The server cuts off the rest, and the name would be that of another object.
    private static final int MAX_BYTES = 63;

    /**
     * Reads {@code name} or, if {@code mostParts} is 2, {@code schema.name}.
     *
     * @param property what messages call it
     * @param text the name, as SQL text writes it
     * @param mostParts 1, or 2 to allow a schema
     * @return its parts
     * @throws IllegalArgumentException if it is not a name, or a part is longer than 63 bytes
     */
    public static SqlIdentifier parse(String property, String text, int mostParts) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (part.region(at, text.length()).lookingAt() && parts.size() < mostParts) {
            parts.add(named(property, text, part));
            at = part.end();
            if (at == text.length()) {
                return new SqlIdentifier(List.copyOf(parts));
            }
            if (text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        throw new IllegalArgumentException(property + " is " + text + ", must be " + (mostParts > 1 ? "[schema.]" : "")
                + "name as in SQL: letters of ASCII, digits and _, or else in double quotes, such as \"Order Lines\"");
    }

    private static String named(String property, String text, Matcher part) {
        String plain = part.group(1);
        String name = plain == null ? part.group(2).replace("\"\"", "\"") : plain.toLowerCase(Locale.ROOT);
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(property + " is " + text + ", and a part of it is longer than the "
                    + MAX_BYTES + " bytes of a PostgreSQL name: the server would cut it off");
        }
        return name;
    }

    /** {@return it, each part in double quotes} */
    public String quoted() {
        return parts.stream()
                .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
    }
}
