/** Reads and writes SQL text: the scanner, the tables that a statement writes, names. */
@NullMarked
package io.datasafe.internal.sql;

import org.jspecify.annotations.NullMarked;
