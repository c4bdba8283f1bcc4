/** What loaders and trees share. Not exported. */
@NullMarked
package io.datasafe.jooq.internal;

import org.jspecify.annotations.NullMarked;
