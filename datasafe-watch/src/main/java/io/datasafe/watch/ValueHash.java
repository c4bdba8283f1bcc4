package io.datasafe.watch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a value, so that it can be compared without being kept. Equal values of different Java types have equal
 * hashes, because one layer may read an {@code int} that another binds as a {@code Long} or as text.
 */
final class ValueHash {
    static final long NULL = 0x5bd1e995L;

    private static final int LONGEST_NUMBER = 18;
    private static final int UUID_LENGTH = 36;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ValueHash() {}

    static long of(long value) {
        long h = (value + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        return h ^ (h >>> 29);
    }

    static long of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        } else if (value instanceof String text) {
            return ofText(text);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return of(((Number) value).longValue());
        } else if (value instanceof UUID id) {
            return ofUuid(id);
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return ofDecimal(new BigDecimal(value.toString()).stripTrailingZeros());
        } else if (value instanceof byte[] bytes) {
            return of(Arrays.hashCode(bytes) * 31L + bytes.length);
        }
        return ofText(value.toString());
    }

    static long combine(long hash, long next) {
        return (hash ^ next) * 0x94d049bb133111ebL + 1;
    }

    private static long ofText(String text) {
        if (isNumber(text)) {
            return of(Long.parseLong(text));
        }
        if (text.length() == UUID_LENGTH && UUID_TEXT.matcher(text).matches()) {
            return ofUuid(UUID.fromString(text));
        }
        return combine(of(text.hashCode()), text.length());
    }

    private static long ofDecimal(BigDecimal value) {
        boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= LONGEST_NUMBER;
        return of(whole ? value.longValueExact() : value.hashCode());
    }

    private static long ofUuid(UUID id) {
        return combine(of(id.getMostSignificantBits()), id.getLeastSignificantBits());
    }

    /** True if the text is the canonical form of a whole number that fits into a long. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - start;
        if (digits < 1 || digits > LONGEST_NUMBER || digits > 1 && text.charAt(start) == '0') {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
