/** The POM files of the local Maven repository: finding, reading and resolving them. */
@NullMarked
package io.datasafe.examples.quickstart.pom;

import org.jspecify.annotations.NullMarked;
