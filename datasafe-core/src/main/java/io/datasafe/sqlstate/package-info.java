/** SQLSTATEs, and whether each of them allows a retry of the transaction. */
@NullMarked
package io.datasafe.sqlstate;

import org.jspecify.annotations.NullMarked;
