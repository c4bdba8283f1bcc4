@NullMarked
package io.datasafe;

import org.jspecify.annotations.NullMarked;
