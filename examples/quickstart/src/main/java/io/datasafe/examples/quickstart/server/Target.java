package io.datasafe.examples.quickstart.server;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The user's server, as the command line names it.
 *
 * @param url a URL of pgjdbc, without a password
 * @param user the user's name; null for the URL's user, or the operating system's user
 * @param keep whether to keep the schema
 * @since 0.1
 */
public record Target(String url, @Nullable String user, boolean keep) {
    private static final String JDBC = "jdbc:";
    private static final int CONNECT_SECONDS = 10;

    /**
     * Checks the options.
     *
     * @param url a URL of pgjdbc, with or without {@code jdbc:}; without a password
     * @param user the user's name, or null
     * @param keep whether to keep the schema
     * @throws IllegalArgumentException if the URL is not PostgreSQL's, or contains a password; the message does not
     *     repeat it
     */
    public Target {
        if (url.startsWith("postgresql:") || url.startsWith("postgres:")) {
            url = JDBC + "postgresql" + url.substring(url.indexOf(':'));
        }
        Properties parsed = url.contains("@") ? null : Driver.parseURL(url, null);
        if (parsed == null) {
            throw new IllegalArgumentException("--url must be like jdbc:postgresql://host:5432/database"
                    + " (the user goes into --user, the password into DATASAFE_PASSWORD)");
        }
        if (PGProperty.PASSWORD.getOrNull(parsed) != null) {
            throw new IllegalArgumentException(
                    "--url contains a password, which others can see in the list of processes:"
                            + " put it into the environment variable DATASAFE_PASSWORD, or wait to be asked");
        }
    }

    PGSimpleDataSource connections(@Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setApplicationName("datasafe-quickstart");
        source.setConnectTimeout(CONNECT_SECONDS);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }
}
