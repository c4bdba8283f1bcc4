package io.datasafe.examples.quickstart.pom;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code .pom} files below a directory.
 *
 * @param files in the order of their paths, which is the same on every run
 * @param unreadable the files and directories that could not be read
 */
record PomFiles(List<Path> files, List<Skipped> unreadable) {

    /** Searches a directory. Symbolic links in it are not followed, because they may form a loop. */
    static PomFiles below(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Skipped> unreadable = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".pom")) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    } else {
                        unreadable.add(new Skipped(file, attributes.isSymbolicLink() ? "a link" : "no regular file"));
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                unreadable.add(new Skipped(
                        file, "cannot be read: " + failure.getClass().getSimpleName()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(Path::toString));
        unreadable.sort(Comparator.comparing(skipped -> skipped.file().toString()));
        return new PomFiles(files, unreadable);
    }

    /** An even selection of at most {@code limit} files, so that a part of the repository resembles the whole. */
    List<Path> spread(int limit) {
        int size = files.size();
        if (size <= limit) {
            return files;
        }
        List<Path> chosen = new ArrayList<>(limit);
        for (long i = 0; i < limit; i++) {
            chosen.add(files.get((int) (i * size / limit)));
        }
        return chosen;
    }
}
