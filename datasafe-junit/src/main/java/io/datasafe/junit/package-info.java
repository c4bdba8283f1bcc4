/** A JUnit extension that fails tests on N+1 queries. */
@NullMarked
package io.datasafe.junit;

import org.jspecify.annotations.NullMarked;
