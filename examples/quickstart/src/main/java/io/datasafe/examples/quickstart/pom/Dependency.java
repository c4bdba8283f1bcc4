package io.datasafe.examples.quickstart.pom;

import org.jspecify.annotations.Nullable;

/**
 * A dependency that a POM declares.
 *
 * @param target the artifact that the POM depends on
 * @param scope for example {@code compile} or {@code test}
 * @param optional whether it is marked as optional
 * @param version the version's text, resolved as far as possible; null where a parent or a BOM manages it
 * @since 0.1
 */
public record Dependency(
        Coordinates target,
        String scope,
        boolean optional,
        @Nullable String version) {}
