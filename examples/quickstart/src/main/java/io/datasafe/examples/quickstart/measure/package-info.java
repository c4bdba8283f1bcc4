/** What a way to do something takes: queries, round trips, and time on a near and on a far network. */
@NullMarked
package io.datasafe.examples.quickstart.measure;

import org.jspecify.annotations.NullMarked;
