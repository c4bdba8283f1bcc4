/** What a JDBC call costs that goes through the objects that datasafe hands out. */
@NullMarked
package io.datasafe.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
