/** State that belongs to a unit of work on a thread, and the interfaces that connect it to transactions. */
@NullMarked
package io.datasafe.internal.scope;

import org.jspecify.annotations.NullMarked;
