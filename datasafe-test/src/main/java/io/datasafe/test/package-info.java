/** A JUnit 5 extension that passes a real PostgreSQL cluster, fresh databases and a fault proxy to tests. */
@NullMarked
package io.datasafe.test;

import org.jspecify.annotations.NullMarked;
