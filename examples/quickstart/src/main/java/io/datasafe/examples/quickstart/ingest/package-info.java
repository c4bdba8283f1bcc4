/** The main job: several threads store POM files in tables, with plain JDBC and with datasafe. */
@NullMarked
package io.datasafe.examples.quickstart.ingest;

import org.jspecify.annotations.NullMarked;
