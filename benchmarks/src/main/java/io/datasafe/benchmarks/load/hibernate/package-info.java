/** The library as Hibernate maps it. */
@NullMarked
package io.datasafe.benchmarks.load.hibernate;

import org.jspecify.annotations.NullMarked;
