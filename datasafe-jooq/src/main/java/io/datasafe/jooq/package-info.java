/** datasafe's transactions with a jOOQ {@code DSLContext}. Start at {@link io.datasafe.jooq.JooqTransactions}. */
@NullMarked
package io.datasafe.jooq;

import org.jspecify.annotations.NullMarked;
