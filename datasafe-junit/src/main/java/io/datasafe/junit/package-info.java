/** JUnit tests that fail on N+1 queries. */
@NullMarked
package io.datasafe.junit;

import org.jspecify.annotations.NullMarked;
