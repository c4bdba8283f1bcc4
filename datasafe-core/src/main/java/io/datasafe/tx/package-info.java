/**
 * Transactions that join, retry, and never commit silently broken work. Start at {@link io.datasafe.tx.Transactions}.
 */
@NullMarked
package io.datasafe.tx;

import org.jspecify.annotations.NullMarked;
