package io.datasafe.tx;

/**
 * What became of a transaction whose COMMIT got no answer.
 *
 * @since 0.1
 */
public enum Resolution {
    /** It is committed. */
    COMMITTED,
    /** It is rolled back and can no longer commit: the work can be run again. */
    ROLLED_BACK,
    /** Nobody who was asked knows. */
    UNKNOWN
}
