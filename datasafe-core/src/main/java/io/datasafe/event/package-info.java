/** Immutable records of what datasafe did and why, and the one listener that receives them. */
@NullMarked
package io.datasafe.event;

import org.jspecify.annotations.NullMarked;
