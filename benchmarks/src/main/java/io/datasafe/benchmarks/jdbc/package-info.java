/** What the JDBC objects cost that datasafe puts before the driver's. */
@NullMarked
package io.datasafe.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
