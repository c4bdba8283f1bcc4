package io.datasafe.examples.quickstart.listing;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.measure.Timing;
import io.datasafe.examples.quickstart.measure.Work;
import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.load.Loader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists every version with its artifact, its licences and the number of its dependencies: with a query for each row,
 * and with loaders.
 *
 * @since 0.1
 */
public final class ListingStep implements Step {
    /** The number of versions listed with the delay: with a query for each row, a thousand take several seconds. */
    static final int MOST_FAR = 1_000;

    /** Makes the step. */
    public ListingStep() {}

    @Override
    public String title() {
        return "A list of all versions with what belongs to each";
    }

    @Override
    public List<Check> run(Context context) throws Exception {
        List<Measured<List<Line>>> ways = new ArrayList<>();
        for (Listing listing : Listing.all()) {
            ways.add(measured(listing, context.server()));
        }
        new ListingReport(context.terminal(), ways).print();
        return checks(context.corpus().poms().size(), ways.get(0), ways.get(1));
    }

    private static Measured<List<Line>> measured(Listing listing, Server server) throws SQLException {
        return Measured.near(listing.name(), "list versions", server, first(Integer.MAX_VALUE, listing))
                .andFar(server, first(MOST_FAR, listing));
    }

    private static Work<List<Line>> first(int most, Listing listing) {
        return connection -> listing.lines(connection, Version.first(connection, most));
    }

    static List<Check> checks(int versions, Measured<List<Line>> perRow, Measured<List<Line>> loaders) {
        List<Line> list = loaders.near().result();
        return List.of(
                Check.equal("versions listed with loaders", versions, list.size()),
                new Check(
                        "both ways list the same",
                        list.equals(perRow.near().result())
                                && loaders.far()
                                        .map(Timing::result)
                                        .equals(perRow.far().map(Timing::result))),
                Check.equal("queries with loaders", queries(list), (long) loaders.queries()),
                Check.equal(
                        "loops of queries that the watch finds with loaders",
                        0,
                        loaders.findings().size()));
    }

    /**
     * One for the versions and one for each of three relations: 4, or more if there are more keys than a loader sends
     * at once.
     */
    private static long queries(List<Line> list) {
        long artifacts = list.stream().map(Line::artifact).distinct().count();
        return 1 + chunks(artifacts) + 2 * chunks(list.size());
    }

    private static long chunks(long keys) {
        return (keys + Loader.DEFAULT_CHUNK - 1) / Loader.DEFAULT_CHUNK;
    }
}
