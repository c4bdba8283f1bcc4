/**
 * Watches the statements that reach the driver: finds queries that are sent once per row, the origin of their values,
 * and the code to write instead.
 */
@NullMarked
package io.datasafe.watch;

import org.jspecify.annotations.NullMarked;
