package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stores all POMs three times, each time in empty tables: with plain JDBC as it is mostly written, with plain JDBC and
 * a retry loop, and with datasafe. The later steps use datasafe's tables.
 *
 * @since 0.1
 */
public final class IngestStep implements Step {
    /** Each contender first stores this many files, uncounted, to compile Java and to fill caches. */
    private static final int WARM_UP = 100;

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Makes the step. */
    public IngestStep() {}

    @Override
    public String title() {
        return "Transactions that conflict";
    }

    @Override
    public List<Check> run(Context context) throws Exception {
        List<Pom> poms = context.corpus().poms();
        Ingestion ingestion = Ingestion.of(context, poms);
        warmUp(context, poms.subList(0, Math.min(WARM_UP, poms.size())));
        List<Outcome> outcomes = new ArrayList<>();
        for (Contender contender : Contender.all()) {
            outcomes.add(ingestion.by(contender, pom -> context.server().dataSource()));
        }
        new IngestReport(context, outcomes).print();
        return checks(outcomes.get(outcomes.size() - 1));
    }

    private static void warmUp(Context context, List<Pom> poms) throws Exception {
        for (Contender contender : Contender.all()) {
            Schema.create(context.server().dataSource());
            Tally ignored = new Tally();
            long start = System.nanoTime();
            for (int i = 0; i < poms.size() && System.nanoTime() - start < WARM_UP_NANOS; i++) {
                contender.ingest(context.server().dataSource(), poms.get(i), ignored);
            }
        }
    }

    /** The checks apply to datasafe only; the losses of plain JDBC are reported. */
    private static List<Check> checks(Outcome datasafe) {
        return List.of(
                Check.equal("files that datasafe gave up", 0, datasafe.tally().givenUpCount()),
                Check.equal("rows that datasafe lost", 0L, datasafe.rowsLost()),
                Check.equal("rows that datasafe doubled", 0L, datasafe.rowsDoubled()),
                Check.equal(
                        "additions that datasafe lost", 0L, datasafe.counters().lost()),
                Check.equal(
                        "additions that datasafe doubled",
                        0L,
                        datasafe.counters().doubled()),
                Check.equal("files that datasafe reported as stored and are not", 0L, datasafe.silentlyLost()),
                Check.equal(
                        "announcements by datasafe's after-commit hooks",
                        datasafe.poms(),
                        datasafe.tally().announced().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()),
                Check.equal("wrong announcements by them", 0L, datasafe.wronglyAnnounced()));
    }
}
