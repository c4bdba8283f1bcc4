package io.datasafe.test.cluster;

import java.nio.file.Path;

/** A PostgreSQL that can be run. */
interface Distribution {
    /** {@return where it was found, for messages} */
    String location();

    /** {@return its version} */
    PostgresVersion version();

    /** {@return a short name, unlike that of any other content, for the cache} */
    String key();

    /** Makes it ready to run. {@return the directory that holds {@code bin/postgres}} */
    Path home(Cache cache);
}
