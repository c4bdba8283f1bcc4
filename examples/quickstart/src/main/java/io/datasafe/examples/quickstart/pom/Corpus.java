package io.datasafe.examples.quickstart.pom;

import java.nio.file.Path;
import java.util.List;

/**
 * The POM files of a repository.
 *
 * @param repository the directory
 * @param found the number of {@code .pom} files in it
 * @param read the number of files that were opened
 * @param poms their contents, in the order of their paths; each artifact and version once
 * @param skipped the files that were skipped
 * @since 0.1
 */
public record Corpus(Path repository, int found, int read, List<Pom> poms, List<Skipped> skipped) {}
