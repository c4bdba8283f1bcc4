package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which files meet which fault: the same ones each time, whatever the threads do and whoever stores them.
 *
 * @param poms all files to store
 * @param faults by the id of the file; those that are not there meet none
 */
record FaultPlan(List<Pom> poms, Map<String, PlannedFault> faults) {
    /** Enough to see, and few enough that the run stays short. */
    static final int MOST_FILES = 200;

    /** Of the files, for each kind of fault. */
    static final double SHARE = 0.05;

    static final long SEED = 20_261_121;

    /**
     * Takes files whose licences all fit, evenly spread: here nothing but the network is to break. Faults go to files with dependencies, since
     * their rows have no unique key, and show what is there twice.
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
