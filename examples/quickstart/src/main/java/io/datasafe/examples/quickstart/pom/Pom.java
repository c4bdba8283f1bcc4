package io.datasafe.examples.quickstart.pom;

import java.util.List;

/**
 * One version of an artifact, as its POM describes it after inheritance from its parents.
 *
 * @param artifact the artifact
 * @param version for example {@code 42.7.14}
 * @param packaging for example {@code jar}
 * @param licences distinct names, in the order of the file
 * @param dependencies in the order of the file, with repetitions
 * @param ancestors the POMs that it inherits from, nearest first, by {@link #id}; the repository may lack the last one
 * @since 0.1
 */
public record Pom(
        Coordinates artifact,
        String version,
        String packaging,
        List<String> licences,
        List<Dependency> dependencies,
        List<String> ancestors) {
    /** {@return group, artifact and version, for example {@code org.postgresql:postgresql:42.7.14}} */
    public String id() {
        return artifact + ":" + version;
    }
}
