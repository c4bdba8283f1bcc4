@NullMarked
package io.datasafe.test;

import org.jspecify.annotations.NullMarked;
