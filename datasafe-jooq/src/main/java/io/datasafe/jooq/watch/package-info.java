/** The watch of {@link io.datasafe.watch} for a {@code DSLContext} whose data source is not at hand. */
@NullMarked
package io.datasafe.jooq.watch;

import org.jspecify.annotations.NullMarked;
