package io.datasafe.examples.quickstart.pom;

import java.nio.file.Path;
import java.util.List;

/**
 * What was read.
 *
 * @param repository the directory
 * @param found how many {@code .pom} files there are in it
 * @param read how many of them were opened
 * @param poms what they say, in the order of their paths; each artifact and version once
 * @param skipped those that were left out
 * @since 0.1
 */
public record Corpus(Path repository, int found, int read, List<Pom> poms, List<Skipped> skipped) {}
