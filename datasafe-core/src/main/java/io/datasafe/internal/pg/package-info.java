/**
 * Queries to the server and the driver: transaction state, the commit flight, the identity of a transaction and its
 * outcome.
 */
@NullMarked
package io.datasafe.internal.pg;

import org.jspecify.annotations.NullMarked;
