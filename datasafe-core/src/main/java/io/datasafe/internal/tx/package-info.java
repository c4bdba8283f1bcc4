/**
 * One transaction on one connection: connection, prologue, savepoints, COMMIT, resolution of a lost COMMIT. {@link
 * io.datasafe.internal.tx.PhysicalTransaction} is the door; besides it, only the values that go in and come out are
 * public.
 */
@NullMarked
package io.datasafe.internal.tx;

import org.jspecify.annotations.NullMarked;
