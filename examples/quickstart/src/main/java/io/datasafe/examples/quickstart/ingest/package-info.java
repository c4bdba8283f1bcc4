/** The main job: POM files into tables, by several threads at once, with plain JDBC and with datasafe. */
@NullMarked
package io.datasafe.examples.quickstart.ingest;

import org.jspecify.annotations.NullMarked;
