/** What a capability adds to the quickstart: a step, and what it found. */
@NullMarked
package io.datasafe.examples.quickstart.step;

import org.jspecify.annotations.NullMarked;
