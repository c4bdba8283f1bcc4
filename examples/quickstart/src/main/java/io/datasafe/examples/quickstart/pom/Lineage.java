package io.datasafe.examples.quickstart.pom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.jspecify.annotations.Nullable;

/** Finds the parents of POMs by the repository's layout, and reads each parent once. Thread-safe. */
final class Lineage {
    private static final int MAX_GENERATIONS = 20;

    private final Path repository;
    private final Map<Path, Optional<Model>> read = new ConcurrentHashMap<>();

    Lineage(Path repository) {
        this.repository = repository;
    }

    /**
     * The model, its parent, its parent's parent and so on, as far as the repository has them. Stops at a cycle of
     * parents.
     */
    List<Model> of(Model model) {
        List<Model> generations = new ArrayList<>();
        generations.add(model);
        Model parent = parentOf(model);
        while (parent != null && !generations.contains(parent) && generations.size() < MAX_GENERATIONS) {
            generations.add(parent);
            parent = parentOf(parent);
        }
        return generations;
    }

    /**
     * The parents that these generations name, as group, artifact and version, including one that the repository lacks.
     */
    List<String> ancestors(List<Model> generations) {
        List<String> names = new ArrayList<>();
        for (Model model : generations) {
            Parent parent = named(model);
            if (parent != null) {
                names.add(parent.getGroupId() + ":" + parent.getArtifactId() + ":" + parent.getVersion());
            }
        }
        return List.copyOf(names);
    }

    /** The model's parent, if its name is valid; otherwise null. */
    private static @Nullable Parent named(Model model) {
        Parent parent = model.getParent();
        if (parent == null
                || parent.getGroupId() == null
                || parent.getArtifactId() == null
                || parent.getVersion() == null) {
            return null;
        }
        // An invalid name could be a path out of the repository, or contain an expression.
        return Coordinate.isName(parent.getGroupId())
                        && Coordinate.isName(parent.getArtifactId())
                        && Coordinate.isVersion(parent.getVersion())
                ? parent
                : null;
    }

    private @Nullable Model parentOf(Model model) {
        Parent parent = named(model);
        if (parent == null) {
            return null;
        }
        Path file = repository
                .resolve(parent.getGroupId().replace('.', '/'))
                .resolve(parent.getArtifactId())
                .resolve(parent.getVersion())
                .resolve(parent.getArtifactId() + "-" + parent.getVersion() + ".pom");
        return read.computeIfAbsent(file, Lineage::readIfThere).orElse(null);
    }

    private static Optional<Model> readIfThere(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PomReader.read(file));
        } catch (OddPomException e) {
            // The file is reported in its own turn; here it counts as absent.
            return Optional.empty();
        }
    }
}
