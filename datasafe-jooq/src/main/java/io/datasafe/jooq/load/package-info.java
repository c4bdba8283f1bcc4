/** Loaders by jOOQ's fields: definitions that are constants, each of them one query for any number of keys. */
@NullMarked
package io.datasafe.jooq.load;

import org.jspecify.annotations.NullMarked;
