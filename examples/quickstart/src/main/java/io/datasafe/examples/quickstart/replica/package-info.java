/** The step that reads from the streaming replica. */
@NullMarked
package io.datasafe.examples.quickstart.replica;

import org.jspecify.annotations.NullMarked;
