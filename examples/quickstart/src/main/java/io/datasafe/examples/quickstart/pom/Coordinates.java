package io.datasafe.examples.quickstart.pom;

/**
 * An artifact without its version, as a dependency names it.
 *
 * @param groupId for example {@code org.postgresql}
 * @param artifactId for example {@code postgresql}
 * @since 0.1
 */
public record Coordinates(String groupId, String artifactId) {
    /** {@return both, joined by a colon} */
    @Override
    public String toString() {
        return groupId + ":" + artifactId;
    }
}
