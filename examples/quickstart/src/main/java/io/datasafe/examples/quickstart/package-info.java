/** The quickstart: datasafe beside plain JDBC, on real data. */
@NullMarked
package io.datasafe.examples.quickstart;

import org.jspecify.annotations.NullMarked;
