package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The assignment of faults to files. It is the same each time, for all contenders, and does not depend on the threads.
 *
 * @param poms all files to store
 * @param faults by the id of the file; the other files meet no fault
 */
record FaultPlan(List<Pom> poms, Map<String, PlannedFault> faults) {
    /** Enough files to show the effect, and few enough for a short run. */
    static final int MOST_FILES = 200;

    /** The share of the files that meet each kind of fault. */
    static final double SHARE = 0.05;

    static final long SEED = 20_261_121;

    /**
     * Takes files whose licences all fit, evenly spread, so that only the network causes errors. Faults go to files
     * with dependencies: those rows have no unique key, so duplicates show.
     */
    static FaultPlan of(List<Pom> corpus) {
        List<Pom> sound = corpus.stream().filter(FaultPlan::fits).toList();
        int count = Math.min(MOST_FILES, sound.size());
        List<Pom> poms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            poms.add(sound.get((int) ((long) i * sound.size() / count)));
        }
        List<String> candidates = new ArrayList<>(poms.stream()
                .filter(pom -> !pom.dependencies().isEmpty())
                .map(Pom::id)
                .toList());
        Collections.shuffle(candidates, new Random(SEED));
        int each = Math.max(1, (int) Math.round(count * SHARE));
        Map<String, PlannedFault> faults = new LinkedHashMap<>();
        int at = 0;
        for (PlannedFault fault : PlannedFault.values()) {
            for (int i = 0; i < each && at < candidates.size(); i++) {
                faults.put(candidates.get(at++), fault);
            }
        }
        return new FaultPlan(poms, faults);
    }

    private static boolean fits(Pom pom) {
        return pom.licences().stream().allMatch(LicenceStore::fits);
    }
}
