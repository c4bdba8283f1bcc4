/** Loaders that turn a query for each row into one query for all. Start at {@link io.datasafe.load.LoadScope}. */
@NullMarked
package io.datasafe.load;

import org.jspecify.annotations.NullMarked;
