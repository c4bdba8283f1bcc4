package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.terminal.Progress;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.sql.DataSource;

/** Has contenders store the same files, each in empty tables, and compares the stored rows with the files. */
record Ingestion(Context context, List<Pom> poms, Rows expected) {
    static Ingestion of(Context context, List<Pom> poms) {
        return new Ingestion(context, poms, Rows.expected(poms));
    }

    /** Each file gets its own data source, which identifies its connections. */
    Outcome by(Contender contender, Function<Pom, DataSource> connections) throws Exception {
        Server server = context.server();
        Schema.create(server.dataSource());
        Tally tally = new Tally();
        OptionalLong tripsBefore = server.roundTrips();
        long start = System.nanoTime();
        try (Progress progress = context.terminal().progress(contender.name(), poms.size())) {
            Workers.run(context.threads(), poms, pom -> {
                contender.ingest(connections.apply(pom), pom, tally);
                progress.step();
            });
        }
        long nanos = System.nanoTime() - start;
        OptionalLong trips = tripsBefore.isEmpty()
                ? tripsBefore
                : OptionalLong.of(server.roundTrips().orElseThrow() - tripsBefore.getAsLong());
        Rows stored = Rows.stored(server.dataSource());
        Counters counters = Counters.compared(server.dataSource());
        return new Outcome(contender, poms.size(), tally, expected, stored, counters, nanos, trips);
    }
}
