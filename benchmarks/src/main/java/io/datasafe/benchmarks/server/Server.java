package io.datasafe.benchmarks.server;

import io.datasafe.test.cluster.EmbeddedCluster;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where a PostgreSQL server is. One server serves all forks of a run, so that all peers meet the same one; a fork that
 * was started by hand starts its own.
 *
 * @param host its address
 * @param port its TCP port
 * @param user a user that may create databases
 * @param password the user's password
 * @param version the server's version
 * @since 0.1
 */
public record Server(String host, int port, String user, String password, String version) {
    /** The system property that names the file in which a fork finds the run's server. */
    public static final String PROPERTY = "datasafe.benchmarks.server";

    /**
     * Describes the server of an embedded cluster.
     *
     * @param cluster the cluster
     * @return its primary, as long as it runs
     */
    public static Server of(EmbeddedCluster cluster) {
        return new Server(
                cluster.primary().host(),
                cluster.primary().port(),
                cluster.primary().user(),
                cluster.primary().password(),
                cluster.version().toString());
    }

    /**
     * Writes the server down for forks.
     *
     * @param file the file; only its owner should be able to read it, as it holds the password
     */
    public void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("host", host);
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("version", version);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param file the file
     * @return the server
     */
    public static Server read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Server(
                properties.getProperty("host"),
                Integer.parseInt(properties.getProperty("port")),
                properties.getProperty("user"),
                properties.getProperty("password"),
                properties.getProperty("version"));
    }
}
