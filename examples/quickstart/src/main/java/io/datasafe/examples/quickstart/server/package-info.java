/** The PostgreSQL that the quickstart works on: its own cluster, or the user's server. */
@NullMarked
package io.datasafe.examples.quickstart.server;

import org.jspecify.annotations.NullMarked;
