package io.datasafe.benchmarks.faults;

/** What a contender tells its caller about a transfer. */
enum Verdict {
    /** It is done. */
    COMMITTED,

    /** It is not done, and will not be. */
    ROLLED_BACK,

    /** Nobody knows: the caller has an error and has to find out. */
    UNKNOWN
}
