/** The cost of a way to do something: queries, round trips, and time on a near and on a distant network. */
@NullMarked
package io.datasafe.examples.quickstart.measure;

import org.jspecify.annotations.NullMarked;
