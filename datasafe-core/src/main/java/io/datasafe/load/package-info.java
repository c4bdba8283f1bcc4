/**
 * Loaders, which replace one query per row with one query for all rows. Start at {@link io.datasafe.load.LoadScope}.
 */
@NullMarked
package io.datasafe.load;

import org.jspecify.annotations.NullMarked;
