/** JDBC objects that forward each call. Transactions and the watch wrap with them. */
@NullMarked
package io.datasafe.internal.jdbc;

import org.jspecify.annotations.NullMarked;
