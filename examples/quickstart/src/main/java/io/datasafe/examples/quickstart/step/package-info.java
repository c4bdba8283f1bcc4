/** What a capability adds to the quickstart: a step, and its checks. */
@NullMarked
package io.datasafe.examples.quickstart.step;

import org.jspecify.annotations.NullMarked;
