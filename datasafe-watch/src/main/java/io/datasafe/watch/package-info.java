/** Statements seen at the driver: finds queries that are sent once for each row, names where their values came from, and the line to write instead. */
@NullMarked
package io.datasafe.watch;

import org.jspecify.annotations.NullMarked;
