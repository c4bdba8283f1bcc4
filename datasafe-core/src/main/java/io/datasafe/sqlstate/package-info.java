/** SQLSTATEs, and what each says about running a transaction again. */
@NullMarked
package io.datasafe.sqlstate;

import org.jspecify.annotations.NullMarked;
