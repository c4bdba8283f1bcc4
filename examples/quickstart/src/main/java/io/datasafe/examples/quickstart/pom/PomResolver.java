package io.datasafe.examples.quickstart.pom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Pom} from a file and its parents. Thread-safe. */
final class PomResolver {
    private static final int MAX_TEXT = 200;

    private final Lineage lineage;

    PomResolver(Lineage lineage) {
        this.lineage = lineage;
    }

    Pom resolve(Model model) throws OddPomException {
        List<Model> generations = lineage.of(model);
        Interpolation interpolation = new Interpolation(generations);
        String groupId = interpolation.of("${project.groupId}");
        String artifactId = interpolation.of("${project.artifactId}");
        String version = interpolation.of("${project.version}");
        check("groupId", groupId, Coordinate.isName(groupId));
        check("artifactId", artifactId, Coordinate.isName(artifactId));
        check("version", version, Coordinate.isVersion(version));
        return new Pom(
                new Coordinates(groupId, artifactId),
                version,
                clean(model.getPackaging() == null ? "jar" : interpolation.of(model.getPackaging())),
                licences(generations, interpolation),
                dependencies(model, interpolation),
                lineage.ancestors(generations));
    }

    private static void check(String what, String value, boolean good) throws OddPomException {
        if (value.equals("${project." + what + "}")) {
            throw new OddPomException("no " + what);
        }
        if (!good) {
            throw new OddPomException("unusable " + what + ": " + clean(value));
        }
    }

    /** A POM without licences inherits those of its parent. */
    private static List<String> licences(List<Model> generations, Interpolation interpolation) {
        for (Model model : generations) {
            Set<String> names = new LinkedHashSet<>();
            for (License licence : model.getLicenses()) {
                String text =
                        licence.getName() == null || licence.getName().isBlank() ? licence.getUrl() : licence.getName();
                if (text != null && !text.isBlank()) {
                    names.add(clean(interpolation.of(text)));
                }
            }
            names.remove("");
            if (!names.isEmpty()) {
                return List.copyOf(names);
            }
        }
        return List.of();
    }

    /** Skips a dependency whose name cannot be resolved. */
    private static List<Dependency> dependencies(Model model, Interpolation interpolation) {
        List<Dependency> dependencies = new ArrayList<>();
        for (org.apache.maven.model.Dependency declared : model.getDependencies()) {
            String groupId = text(declared.getGroupId(), interpolation);
            String artifactId = text(declared.getArtifactId(), interpolation);
            if (groupId != null && artifactId != null && Coordinate.isName(groupId) && Coordinate.isName(artifactId)) {
                String scope = text(declared.getScope(), interpolation);
                dependencies.add(new Dependency(
                        new Coordinates(groupId, artifactId),
                        scope == null ? "compile" : scope,
                        "true".equalsIgnoreCase(text(declared.getOptional(), interpolation)),
                        text(declared.getVersion(), interpolation)));
            }
        }
        return List.copyOf(dependencies);
    }

    private static @Nullable String text(@Nullable String raw, Interpolation interpolation) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        String text = clean(interpolation.of(raw));
        return text.isEmpty() ? null : text;
    }

    /** Replaces line breaks, and characters that PostgreSQL cannot store: NUL and half of a surrogate pair. */
    private static String clean(String raw) {
        String text = raw.replaceAll("[\\s\\p{Cntrl}\\p{Cs}]+", " ").strip();
        return text.length() <= MAX_TEXT
                ? text
                : text.substring(
                        0, text.offsetByCodePoints(0, Math.min(MAX_TEXT, text.codePointCount(0, text.length()))));
    }
}
