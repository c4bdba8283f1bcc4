/**
 * JDBC objects that forward each call: the base of what transactions and the watch wrap. The build generates one
 * {@code Forwarding} class for each JDBC interface that leads to a connection; {@code src/generator} says how.
 * Written by hand are {@code StatementHooks}, which follow statements, and {@code Wrapping}, which decides what is
 * wrapped.
 */
@NullMarked
package io.datasafe.internal.jdbc;

import org.jspecify.annotations.NullMarked;
