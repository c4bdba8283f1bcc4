/** The streaming replica's part. */
@NullMarked
package io.datasafe.examples.quickstart.replica;

import org.jspecify.annotations.NullMarked;
