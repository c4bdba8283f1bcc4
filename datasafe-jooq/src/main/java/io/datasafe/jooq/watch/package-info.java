/** Statement watching ({@link io.datasafe.watch}) for a {@code DSLContext} whose data source cannot be wrapped. */
@NullMarked
package io.datasafe.jooq.watch;

import org.jspecify.annotations.NullMarked;
