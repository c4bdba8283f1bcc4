package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What became of all files in one contender's hands, under the plan's faults.
 *
 * @param plan what was to happen
 * @param met the files to which it has happened
 * @param outcome what became of them
 */
record FaultOutcome(FaultPlan plan, Set<String> met, Outcome outcome) {
    /** How the files ended that met this fault, or no fault if it is null: each end with how often it came. */
    Map<Fate, Integer> fates(@Nullable PlannedFault fault) {
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        for (Pom pom : plan.poms()) {
            PlannedFault own = fault(pom);
            if (own == fault) {
                fates.merge(fate(pom, own), 1, Integer::sum);
            }
        }
        return fates;
    }

    long count(Predicate<Fate> test) {
        return plan.poms().stream()
                .filter(pom -> test.test(fate(pom, fault(pom))))
                .count();
    }

    private @Nullable PlannedFault fault(Pom pom) {
        return met.contains(pom.id()) ? plan.faults().get(pom.id()) : null;
    }

    private Fate fate(Pom pom, @Nullable PlannedFault fault) {
        return Fate.of(
                outcome.expected().of(pom.id()),
                outcome.stored().of(pom.id()),
                outcome.tally().reported().containsKey(pom.id()),
                fault);
    }
}
