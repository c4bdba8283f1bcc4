package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.test.proxy.FaultProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Stores files over a network that breaks at chosen moments, most of them at COMMIT: with plain JDBC, with a retry
 * after any failure, and with datasafe. Each file meets the same fault with every contender.
 *
 * @since 0.1
 */
public final class FaultStep implements Step {
    /** High enough that conflicts do not make the loop give up: this step shows the effect of the network. */
    private static final int MOST_TRIES = 200;

    /** Makes the step. */
    public FaultStep() {}

    @Override
    public String title() {
        return "Transactions on a network that breaks";
    }

    @Override
    public List<Check> run(Context context) throws Exception {
        Optional<FaultProxy> proxy = context.server().proxy();
        if (proxy.isEmpty()) {
            context.terminal()
                    .line(
                            "  skipped: the proxy that breaks connections cannot stand between this run and your server, because"
                                    + " the connection is encrypted or the URL names several hosts; without --url it can");
            return List.of();
        }
        FaultPlan plan = FaultPlan.of(context.corpus().poms());
        if (plan.faults().isEmpty()) {
            context.terminal().line("  skipped: no file has a dependency and licences that fit");
            return List.of();
        }
        announce(context, plan);
        Ingestion ingestion = Ingestion.of(context, plan.poms());
        List<FaultOutcome> outcomes = new ArrayList<>();
        for (Contender contender : contenders()) {
            outcomes.add(ingest(context, contender, ingestion, plan, proxy.get()));
        }
        new FaultReport(context, outcomes).print();
        return checks(outcomes.get(outcomes.size() - 1));
    }

    static List<Contender> contenders() {
        return List.of(new PlainJdbc(), RetryingJdbc.patient(MOST_TRIES), new WithDatasafe());
    }

    private static void announce(Context context, FaultPlan plan) {
        context.terminal()
                .line("  " + plan.poms().size() + " files; " + plan.faults().size()
                        + " of them meet a fault, chosen with seed " + FaultPlan.SEED
                        + ": the same for each contender");
    }

    private static FaultOutcome ingest(
            Context context, Contender contender, Ingestion ingestion, FaultPlan plan, FaultProxy proxy)
            throws Exception {
        DataSource pool = context.server().dataSource();
        try (FaultInjector injector = new FaultInjector(pool, proxy, plan)) {
            Outcome outcome = ingestion.by(contender, injector::around);
            return new FaultOutcome(plan, injector.met(), outcome);
        }
    }

    /** The checks apply to datasafe only; the losses of the others are reported. */
    static List<Check> checks(FaultOutcome datasafe) {
        Outcome outcome = datasafe.outcome();
        Counters counters = outcome.counters();
        return List.of(
                Check.equal(
                        "faults that broke datasafe's transactions",
                        datasafe.plan().faults().size(),
                        datasafe.met().size()),
                Check.equal(
                        "files, rows and additions that datasafe lost",
                        0L,
                        outcome.tally().givenUpCount() + outcome.silentlyLost() + outcome.rowsLost() + counters.lost()),
                Check.equal("rows and additions that datasafe doubled", 0L, outcome.rowsDoubled() + counters.doubled()),
                Check.equal("outcomes that datasafe left unknown", 0L, datasafe.count(Fate::isUnknown)),
                Check.equal(
                        "announcements missing, repeated or for nothing",
                        0L,
                        outcome.notAnnounced() + outcome.wronglyAnnounced()));
    }
}
