package io.datasafe.examples.quickstart.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.examples.quickstart.pom.Coordinates;
import io.datasafe.examples.quickstart.pom.Dependency;
import io.datasafe.examples.quickstart.pom.Pom;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static Pom pom(int number, String licence, boolean depends) {
        List<Dependency> dependencies =
                depends ? List.of(new Dependency(new Coordinates("g", "d"), "compile", false, null)) : List.of();
        return new Pom(new Coordinates("g", "a" + number), "1", "jar", List.of(licence), dependencies, List.of());
    }

    private static List<Pom> poms(int count, IntPredicate depends) {
        return IntStream.range(0, count)
                .mapToObj(i -> pom(i, "MIT", depends.test(i)))
                .toList();
    }

    private static int count(FaultPlan plan, PlannedFault fault) {
        return Collections.frequency(plan.faults().values(), fault);
    }

    @Test
    void takesAsManyFilesOfTheWholeCorpusAsTheRunHasTimeFor() {
        FaultPlan plan = FaultPlan.of(poms(1_000, i -> true));

        assertThat(plan.poms()).hasSize(FaultPlan.MOST_FILES).doesNotHaveDuplicates();
        assertThat(plan.poms()).last().isEqualTo(pom(995, "MIT", true));
    }

    @Test
    void givesEachFaultItsShare() {
        FaultPlan plan = FaultPlan.of(poms(200, i -> true));

        for (PlannedFault fault : PlannedFault.values()) {
            assertThat(count(plan, fault)).as(fault.name()).isEqualTo(10);
        }
    }

    @Test
    void isTheSameForTheSameFiles() {
        assertThat(FaultPlan.of(poms(200, i -> true))).isEqualTo(FaultPlan.of(poms(200, i -> true)));
    }

    @Test
    void letsEachFaultHappenOnceToFewFiles() {
        FaultPlan plan = FaultPlan.of(poms(3, i -> true));

        assertThat(plan.faults().values()).containsExactly(PlannedFault.values());
    }

    @Test
    void sparesFilesThatWouldNotShowTheDamage() {
        FaultPlan plan = FaultPlan.of(poms(100, i -> i % 2 == 0));

        assertThat(plan.poms()).hasSize(100);
        assertThat(plan.faults()).hasSize(15);
        assertThat(plan.poms())
                .filteredOn(pom -> plan.faults().containsKey(pom.id()))
                .allMatch(pom -> !pom.dependencies().isEmpty());
    }

    @Test
    void leavesFilesOutThatFailByThemselves() {
        Pom odd = pom(1, "x".repeat(LicenceStore.NAME_LENGTH + 1), true);

        assertThat(FaultPlan.of(List.of(odd, pom(2, "MIT", true))).poms()).containsExactly(pom(2, "MIT", true));
        assertThat(FaultPlan.of(List.of(odd)).faults()).isEmpty();
    }
}
