package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Records how many files and bytes a cached directory holds, and later tells whether it is still complete, because
 * cleaners of /tmp remove old files one by one.
 */
final class Inventory {
    private static final String FILE = ".inventory";

    private Inventory() {}

    static void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), count(directory));
    }

    static boolean complete(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file) && Files.readString(file).equals(count(directory));
    }

    private static String count(Path directory) throws IOException {
        long files = 0;
        long bytes = 0;
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (Files.isRegularFile(path) && !path.endsWith(FILE)) {
                    files++;
                    bytes += Files.size(path);
                }
            }
        }
        return files + " files, " + bytes + " bytes";
    }
}
