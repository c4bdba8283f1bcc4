/** The bottom layer that the capabilities share. Not API: it changes without notice. */
@NullMarked
package io.datasafe.internal;

import org.jspecify.annotations.NullMarked;
