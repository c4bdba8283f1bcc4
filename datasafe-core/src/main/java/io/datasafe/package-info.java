/**
 * Types that every capability of datasafe shares: the superclass of its exceptions, and positions in PostgreSQL's
 * write-ahead log.
 */
@NullMarked
package io.datasafe;

import org.jspecify.annotations.NullMarked;
