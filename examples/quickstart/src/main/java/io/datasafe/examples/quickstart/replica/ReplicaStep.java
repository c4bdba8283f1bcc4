package io.datasafe.examples.quickstart.replica;

import io.datasafe.examples.quickstart.ingest.Rows;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.examples.quickstart.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the primary's rows on the streaming replica.
 *
 * @since 0.1
 */
public final class ReplicaStep implements Step {
    /** Makes the step. */
    public ReplicaStep() {}

    @Override
    public String title() {
        return "The same rows on the replica";
    }

    @Override
    public List<Check> run(Context context) throws Exception {
        long start = System.nanoTime();
        Optional<DataSource> replica = context.server().caughtUpReplica();
        if (replica.isEmpty()) {
            context.terminal().line("  skipped: your server has no known replica");
            return List.of();
        }
        long caughtUp = System.nanoTime() - start;
        Rows expected = Rows.expected(context.corpus().poms());
        Rows found = Rows.stored(replica.get());
        context.terminal()
                .line("  caught up after " + Terminal.seconds(caughtUp) + "; " + Terminal.number(found.count())
                        + " rows read there");
        return List.of(
                Check.equal("rows that the replica lacks", 0L, expected.without(found)),
                Check.equal("rows that only the replica has", 0L, found.without(expected)));
    }
}
