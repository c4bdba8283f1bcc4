/** The PostgreSQL that the quickstart works on: a cluster of its own, or the user's server. */
@NullMarked
package io.datasafe.examples.quickstart.server;

import org.jspecify.annotations.NullMarked;
