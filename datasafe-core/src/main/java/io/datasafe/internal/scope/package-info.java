/**
 * State that belongs to a unit of work on a thread, the interfaces that connect it to transactions, how a listener is
 * told, and which code on the stack is the user's.
 */
@NullMarked
package io.datasafe.internal.scope;

import org.jspecify.annotations.NullMarked;
