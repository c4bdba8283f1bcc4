/** Transactions: datasafe beside bare JDBC, Spring, jOOQ and JDBI. */
@NullMarked
package io.datasafe.benchmarks.tx;

import org.jspecify.annotations.NullMarked;
