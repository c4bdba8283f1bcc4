package io.datasafe.test.cluster;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the PostgreSQL distributions that this JVM can run, on the class path and at given paths. */
final class Distributions {
    private Distributions() {}

    static List<Distribution> onClassPath(Platform platform) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (loader == null) {
                loader = Distributions.class.getClassLoader();
            }
            List<Distribution> found = new ArrayList<>();
            for (URL url : Collections.list(loader.getResources(platform.resource()))) {
                found.add(archive(url));
            }
            return found;
        } catch (IOException e) {
            throw new ClusterException("cannot search the class path: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the distributions for this platform in an installation's directory, a jar, a txz, or a directory of
     * jars}
     */
    static List<Distribution> at(Path path, Platform platform) {
        if (Installation.at(path)) {
            return List.of(Installation.of(path));
        }
        try {
            if (Files.isDirectory(path)) {
                List<Distribution> found = new ArrayList<>();
                try (Stream<Path> files = Files.list(path)) {
                    for (Path file :
                            files.filter(Distributions::isArchive).sorted().toList()) {
                        found.addAll(inFile(file, platform));
                    }
                }
                return found;
            }
            return inFile(path, platform);
        } catch (IOException e) {
            throw new ClusterException("cannot read PostgreSQL's binaries from " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isArchive(Path path) {
        return path.toString().endsWith(".jar") || path.toString().endsWith(".txz");
    }

    private static List<Distribution> inFile(Path file, Platform platform) throws IOException {
        if (!Files.isRegularFile(file) || !isArchive(file)) {
            throw new ClusterException(
                    file + " holds no PostgreSQL: name a directory with bin/postgres, a jar or txz of "
                            + platform.artifact() + ", or a directory of such jars");
        }
        if (file.toString().endsWith(".txz")) {
            return List.of(archive(file.toUri().toURL()));
        }
        try (java.util.jar.JarFile jar = new java.util.jar.JarFile(file.toFile())) {
            return jar.getEntry(platform.resource()) == null
                    ? List.of()
                    : List.of(archive(new URL("jar:" + file.toUri().toURL() + "!/" + platform.resource())));
        }
    }

    private static Distribution archive(URL url) {
        String text = url.toString();
        int end = text.endsWith(".txz") && text.contains("!/") ? text.indexOf("!/") : text.length();
        String file = text.substring(text.lastIndexOf('/', end - 1) + 1, end);
        return PostgresVersion.in(file)
                .<Distribution>map(version -> new Archive(url, version))
                // The name of a shaded jar has no version, so unpack the archive and ask the program.
                .orElseGet(
                        () -> Installation.of(new Archive(url, new PostgresVersion(0, 0)).home(DirectoryCache.open())));
    }

    static Comparator<Distribution> oldestFirst() {
        return Comparator.comparing(Distribution::version);
    }
}
