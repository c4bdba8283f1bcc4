package io.datasafe.examples.quickstart.pom;

import java.nio.file.Path;

/**
 * A file that was skipped.
 *
 * @param file the file
 * @param reason why, in a few words
 * @since 0.1
 */
public record Skipped(Path file, String reason) {}
