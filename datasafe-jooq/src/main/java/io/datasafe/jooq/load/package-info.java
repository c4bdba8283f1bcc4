/** Loaders built from jOOQ fields. A definition is a constant and sends one query for any number of keys. */
@NullMarked
package io.datasafe.jooq.load;

import org.jspecify.annotations.NullMarked;
