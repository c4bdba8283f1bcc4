/** Events, immutable records of what datasafe did and why, and the listener that receives them. */
@NullMarked
package io.datasafe.event;

import org.jspecify.annotations.NullMarked;
