package io.datasafe.examples.quickstart.pom;

import org.jspecify.annotations.Nullable;

/**
 * A dependency that a POM declares.
 *
 * @param target what is depended on
 * @param scope as {@code compile} or {@code test}
 * @param optional whether it is marked so
 * @param version the version's text as far as it could be resolved; null where a parent or a BOM manages it
 * @since 0.1
 */
public record Dependency(
        Coordinates target,
        String scope,
        boolean optional,
        @Nullable String version) {}
