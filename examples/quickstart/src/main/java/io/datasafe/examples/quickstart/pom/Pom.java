package io.datasafe.examples.quickstart.pom;

import java.util.List;

/**
 * One version of an artifact, as its POM describes it after inheritance from its parents.
 *
 * @param artifact what it is a version of
 * @param version as {@code 42.7.14}
 * @param packaging as {@code jar}
 * @param licences distinct names, in the order of the file
 * @param dependencies in the order of the file; one declared twice is there twice
 * @param ancestors what it inherits from, nearest first, as their {@link #id}; the last one need not be in the repository
 * @since 0.1
 */
public record Pom(
        Coordinates artifact,
        String version,
        String packaging,
        List<String> licences,
        List<Dependency> dependencies,
        List<String> ancestors) {
    /** {@return group, artifact and version, as {@code org.postgresql:postgresql:42.7.14}} */
    public String id() {
        return artifact + ":" + version;
    }
}
