package io.datasafe.benchmarks.faults;

/**
 * One way to run work in a transaction, and to go on when the answer to COMMIT does not come. Called by several threads
 * at once.
 */
interface Contender {
    /** Runs the work, and says what became of it. */
    Answer run(Work work);
}
