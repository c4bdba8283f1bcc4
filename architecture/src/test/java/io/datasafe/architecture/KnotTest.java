package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A class is understood by reading it and what it calls. Where all classes of a group reach each other, that is the whole group, so groups stay
 * small. Nested types count for the file that holds them; dependencies are those of the bytecode.
 */
class KnotTest {
    private static final int LARGEST = 12;

    @ParameterizedTest
    @MethodSource("packages")
    void noPackageHoldsALargerGroupOfClassesThatAllReachEachOther(String name) {
        Map<String, Set<String>> edges = edges(name);
        Set<String> group = Knots.largest(edges);
        System.out.printf("%-32s %3d files, largest group %2d%n", name, edges.size(), group.size());

        assertThat(group)
                .as("a group of %s; one cycle in it: %s", name, Knots.cycle(edges, group))
                .hasSizeLessThanOrEqualTo(LARGEST);
    }

    @Test
    void aGroupAndACycleAreFound() {
        Map<String, Set<String>> edges = Map.of(
                "a",
                Set.of("b"),
                "b",
                Set.of("c", "e"),
                "c",
                Set.of("d"),
                "d",
                Set.of("b"),
                "e",
                Set.of(),
                "f",
                Set.of("e"));

        assertThat(Knots.largest(edges)).containsExactly("b", "c", "d");
        assertThat(Knots.cycle(edges, Knots.largest(edges))).isEqualTo("b -> c -> d -> b");
    }

    static Stream<String> packages() {
        return House.CLASSES.stream().map(JavaClass::getPackageName).distinct().sorted();
    }

    /** Which file of the package needs which other one, by simple names. */
    private static Map<String, Set<String>> edges(String name) {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (JavaClass type : House.CLASSES) {
            if (type.getPackageName().equals(name)) {
                Set<String> needed = needed(type)
                        .filter(target -> target.getPackageName().equals(name))
                        .map(KnotTest::file)
                        .filter(file -> !file.equals(file(type)))
                        .collect(Collectors.toSet());
                edges.computeIfAbsent(file(type), file -> new TreeSet<>()).addAll(needed);
            }
        }
        return edges;
    }

    /** A sealed type names its subtypes in the bytecode too, which ArchUnit does not count. */
    private static Stream<JavaClass> needed(JavaClass type) {
        Class<?> @Nullable [] permitted = type.reflect().getPermittedSubclasses();
        return Stream.concat(
                type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass),
                Stream.of(permitted == null ? new Class<?>[0] : permitted).map(House.CLASSES::get));
    }

    private static String file(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getBaseComponentType().getSimpleName();
    }
}
