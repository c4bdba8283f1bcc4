package io.datasafe.examples.quickstart.pom;

/**
 * What a dependency names: an artifact without its version.
 *
 * @param groupId as {@code org.postgresql}
 * @param artifactId as {@code postgresql}
 * @since 0.1
 */
public record Coordinates(String groupId, String artifactId) {
    /** {@return both, as {@code org.postgresql:postgresql}} */
    @Override
    public String toString() {
        return groupId + ":" + artifactId;
    }
}
