/** A list of rows with related data: read with a query for each row, and with loaders. */
@NullMarked
package io.datasafe.examples.quickstart.listing;

import org.jspecify.annotations.NullMarked;
