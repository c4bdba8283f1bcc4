/** A list of rows with what belongs to each: with a query for each row, and with loaders. */
@NullMarked
package io.datasafe.examples.quickstart.listing;

import org.jspecify.annotations.NullMarked;
