package io.datasafe.test.cluster;

import java.nio.file.Path;

/** A PostgreSQL distribution that this machine can run. */
interface Distribution {
    /** {@return the place where it was found, for messages} */
    String location();

    /** {@return the version} */
    PostgresVersion version();

    /** {@return a short name for the cache that is unique to the content} */
    String key();

    /** Prepares the distribution for running. {@return the directory that holds {@code bin/postgres}} */
    Path home(DirectoryCache cache);
}
