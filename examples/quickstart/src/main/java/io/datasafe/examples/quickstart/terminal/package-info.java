/** Output: lines, progress and tables, for a terminal or a log file. */
@NullMarked
package io.datasafe.examples.quickstart.terminal;

import org.jspecify.annotations.NullMarked;
