package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for all files of one contender, under the plan's faults.
 *
 * @param plan the planned faults
 * @param met the ids of the files whose fault happened
 * @param outcome the contender's outcome
 */
record FaultOutcome(FaultPlan plan, Set<String> met, Outcome outcome) {
    /** The outcomes of the files that met this fault, or no fault if it is null, with the number of each. */
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
