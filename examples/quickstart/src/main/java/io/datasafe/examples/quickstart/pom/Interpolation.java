package io.datasafe.examples.quickstart.pom;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${...}} by the properties of a POM and its parents. Unknown and circular expressions stay unchanged.
 */
final class Interpolation {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^${}]+)}");
    private static final int MAX_ROUNDS = 10;
    private static final int MAX_LENGTH = 1_000;

    private final Map<String, String> values = new HashMap<>();

    /** Takes the properties of all generations; the nearest wins. */
    Interpolation(List<Model> generations) {
        for (Model model : generations) {
            model.getProperties().forEach((name, value) -> values.putIfAbsent((String) name, (String) value));
        }
        Model own = generations.get(0);
        Parent parent = own.getParent();
        if (parent != null) {
            project("parent.groupId", parent.getGroupId());
            project("parent.artifactId", parent.getArtifactId());
            project("parent.version", parent.getVersion());
        }
        project("groupId", own.getGroupId() == null && parent != null ? parent.getGroupId() : own.getGroupId());
        project("artifactId", own.getArtifactId());
        project("version", own.getVersion() == null && parent != null ? parent.getVersion() : own.getVersion());
    }

    /** Maven 2 also used the prefix {@code pom.}, and no prefix. */
    private void project(String name, @Nullable String value) {
        if (value != null) {
            values.put("project." + name, value);
            values.put("pom." + name, value);
            values.putIfAbsent(name, value);
        }
    }

    /** The text with all known expressions replaced. */
    String of(String text) {
        String current = text.strip();
        for (int round = 0; round < MAX_ROUNDS && current.contains("${") && current.length() < MAX_LENGTH; round++) {
            String next = EXPRESSION.matcher(current).replaceAll(match -> {
                String value = values.get(match.group(1).strip());
                return Matcher.quoteReplacement(value == null ? match.group() : value.strip());
            });
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }
}
