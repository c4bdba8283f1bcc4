package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes the data directories of a cluster's servers. */
final class DataDirectory {
    static final String USER = "postgres";
    private static final String PASSWORD_FILE = "password";

    private final Distribution distribution;
    private final Path home;
    private final Unprivileged user;
    private final Path template;

    private DataDirectory(DirectoryCache cache, Distribution distribution, Path home, Unprivileged user) {
        this.distribution = distribution;
        this.home = home;
        this.user = user;
        template = cache.get("template-" + distribution.key() + (user.nobody() ? "-nobody" : ""), this::makeTemplate);
    }

    /** Prepares the initialised directory that is copied for every cluster of this PostgreSQL. */
    static DataDirectory of(DirectoryCache cache, Distribution distribution, Path home, Unprivileged user) {
        return new DataDirectory(cache, distribution, home, user);
    }

    private void makeTemplate(Path directory) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Path password = directory.resolve(PASSWORD_FILE);
        Files.writeString(password, HexFormat.of().formatHex(random));
        user.own(directory);
        initialise(directory.resolve("data"), password);
    }

    private void initialise(Path data, Path password) {
        List<String> words = new ArrayList<>(user.prefix());
        words.addAll(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-sync"));
        // Text then sorts, and letters change case, in the same way on every machine.
        words.addAll(
                distribution.version().major() >= 17
                        ? List.of("--locale-provider=builtin", "--locale=C.UTF-8")
                        : List.of("--locale=C"));
        Command.run(words, Map.of("LC_ALL", "C"), "initialising a PostgreSQL data directory");
    }

    String password() throws IOException {
        return Files.readString(template.resolve(PASSWORD_FILE));
    }

    /** Makes a data directory with a system identifier of its own. */
    void create(Path data) throws IOException {
        Directories.copy(template.resolve("data"), data);
        if (!SystemIdentifier.renew(data)) {
            Directories.delete(data);
            initialise(data, template.resolve(PASSWORD_FILE));
        }
    }

    static void configure(Path data, Map<String, String> settings) throws IOException {
        StringBuilder text = new StringBuilder("\n");
        settings.forEach((name, value) ->
                text.append(name).append(" = '").append(quoted(value)).append("'\n"));
        Files.writeString(data.resolve("postgresql.conf"), text, StandardOpenOption.APPEND);
    }

    /**
     * Turns a copy of the primary's directory into a standby's. The copy must be from before the primary's first start.
     */
    static void follow(Path data, String connection) throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = '" + quoted(connection) + "'\n",
                StandardOpenOption.APPEND);
    }

    private static String quoted(String value) {
        return value.replace("'", "''");
    }
}
