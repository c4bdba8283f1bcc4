package io.datasafe.benchmarks.pair;

/**
 * What a block has measured.
 *
 * @param figure its time per operation, or its counts per second
 * @param processor the processor time of its own threads per operation, in nanoseconds; the server's is not in it
 */
record Block(double figure, double processor) {}
