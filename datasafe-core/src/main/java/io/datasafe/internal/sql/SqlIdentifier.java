package io.datasafe.internal.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The name of an SQL object. Whatever takes a name from the user, writes one into SQL or derives one from another does
 * it with this type, so that all mean the same object, and so that nothing but a name gets into a statement.
 *
 * @param parts the schema, if there is one, and the name, both as the server stores them
 */
public record SqlIdentifier(List<String> parts) {
    /** NAMEDATALEN - 1. The server cuts off the rest, and means another object then. */
    private static final int MOST_BYTES = 63;

    private static final int HASH_BYTES = 9;

    /**
     * Reads {@code name} or, if {@code mostParts} is 2, {@code schema.name}, each as SQL text writes it: folded to
     * lower case unless in double quotes; {@code U&"d\0061t"} as well.
     *
     * @param property what messages call it
     * @param text the name
     * @param mostParts 1, or 2 to allow a schema
     * @return its parts
     * @throws IllegalArgumentException if it is not a name, or a part is longer than 63 bytes
     */
    public static SqlIdentifier parse(String property, String text, int mostParts) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (parts.size() < mostParts) {
            int end = SqlScanner.afterToken(text, at, false);
            String part = part(text, at, end);
            if (part.isEmpty() || !SqlScanner.isComplete(text, false)) {
                break;
            }
            parts.add(checkLength(property, text, part));
            if (end == text.length()) {
                return new SqlIdentifier(List.copyOf(parts));
            } else if (text.charAt(end) != '.') {
                break;
            }
            at = end + 1;
        }
        throw new IllegalArgumentException(property + " is " + text + ", must be " + (mostParts > 1 ? "[schema.]" : "")
                + "name as in SQL: letters, digits and _, or else in double quotes, such as \"Order Lines\"");
    }

    /** The stored name; empty if the token is no name. */
    private static String part(String text, int start, int end) {
        String part = switch (SqlScanner.kind(text, start)) {
            case WORD -> SqlNames.folded(text.substring(start, end));
            case QUOTED -> SqlNames.stored(text, start, end);
            default -> "";
        };
        // Outside of ASCII the server takes everything for a letter, blanks too; nobody means that.
        boolean isWord = SqlScanner.kind(text, start) == SqlScanner.Kind.WORD;
        boolean sound = isWord
                ? part.codePoints().allMatch(c -> c < 0x80 || Character.isLetterOrDigit(c))
                : part.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(part);
        return sound ? part : "";
    }

    /**
     * Refuses a name that the server would cut.
     *
     * @param property what messages call it
     * @param text what the user wrote
     * @param name the name in it, without quotes
     * @return the name
     * @throws IllegalArgumentException if it has more than 63 bytes
     */
    public static String checkLength(String property, String text, String name) {
        int bytes = bytes(name);
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(property + " is " + text + ", and \"" + name + "\" has " + bytes
                    + " bytes, which is longer than the " + MOST_BYTES
                    + " bytes of a PostgreSQL name: the server would cut it off");
        }
        return name;
    }

    /** {@return it as SQL, each part in double quotes} */
    public String quoted() {
        return parts.stream().map(SqlIdentifier::quoted).collect(Collectors.joining("."));
    }

    private static String quoted(String part) {
        return '"' + part.replace("\"", "\"\"") + '"';
    }

    /** {@return the name without the schema, as the server stores it} */
    public String name() {
        return parts.get(parts.size() - 1);
    }

    /**
     * Names an object that belongs to this one, in the same schema. See {@link #fitting} for long names.
     *
     * @param suffix what comes behind the name
     * @return its name
     */
    public SqlIdentifier derived(String suffix) {
        List<String> derived = new ArrayList<>(parts);
        derived.set(parts.size() - 1, fitting(name() + suffix));
        return new SqlIdentifier(List.copyOf(derived));
    }

    /** {@return the name alone, as {@code CREATE INDEX} and {@code CREATE TRIGGER} take it} */
    public SqlIdentifier withoutSchema() {
        return new SqlIdentifier(List.of(name()));
    }

    /**
     * Makes a name that the server does not cut. One that is too long ends with a hash of all of it instead, so that
     * different names stay different.
     *
     * @param name a name, without quotes
     * @return a name of at most 63 bytes
     */
    public static String fitting(String name) {
        if (bytes(name) <= MOST_BYTES) {
            return name;
        }
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return cut(name, MOST_BYTES - HASH_BYTES) + "_" + HexFormat.of().toHexDigits((int) hash.getValue());
    }

    /**
     * Cuts a name as the server does.
     *
     * @param name a name, without quotes
     * @return what the server keeps of it
     */
    public static String cut(String name) {
        // A character of UTF-16 has 3 bytes at most.
        return name.length() <= MOST_BYTES / 3 || bytes(name) <= MOST_BYTES ? name : cut(name, MOST_BYTES);
    }

    private static String cut(String name, int most) {
        int end = name.length();
        while (bytes(name.substring(0, end)) > most) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** {@return it for messages, in double quotes only where a name needs them} */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part.matches("[a-z_][a-z0-9_$]*") ? part : quoted(part))
                .collect(Collectors.joining("."));
    }
}
