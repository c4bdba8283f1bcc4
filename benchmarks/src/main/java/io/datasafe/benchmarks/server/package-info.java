/** The PostgreSQL server that benchmarks run on, at a chosen network delay, and the counting of round trips. */
@NullMarked
package io.datasafe.benchmarks.server;

import org.jspecify.annotations.NullMarked;
