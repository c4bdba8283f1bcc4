/** What every capability of datasafe shares: the root of its exceptions and the values that name a place in PostgreSQL's log. */
@NullMarked
package io.datasafe;

import org.jspecify.annotations.NullMarked;
