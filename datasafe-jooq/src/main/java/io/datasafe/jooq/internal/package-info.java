/** Key columns and rendered queries, shared by loaders and trees. Not exported. */
@NullMarked
package io.datasafe.jooq.internal;

import org.jspecify.annotations.NullMarked;
