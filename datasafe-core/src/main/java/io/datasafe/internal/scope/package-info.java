/** What belongs to a unit of work on a thread. */
@NullMarked
package io.datasafe.internal.scope;

import org.jspecify.annotations.NullMarked;
