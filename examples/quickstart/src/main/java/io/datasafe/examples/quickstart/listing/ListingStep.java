package io.datasafe.examples.quickstart.listing;

import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.load.Loader;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists every version with its artifact, its licences and the number of its dependencies: with a query for each row, and with loaders.
 *
 * @since 0.1
 */
public final class ListingStep implements Step {
    /** Makes the step. */
    public ListingStep() {}

    @Override
    public String title() {
        return "A list of all versions with what belongs to each";
    }

    @Override
    public List<Check> run(Context context) throws Exception {
        List<Measured> ways = new ArrayList<>();
        for (Listing listing : Listing.all()) {
            ways.add(Measured.of(listing, context.server()));
        }
        new ListingReport(context.terminal(), ways).print();
        return checks(context.corpus().poms().size(), ways.get(0), ways.get(1));
    }

    static List<Check> checks(int versions, Measured perRow, Measured loaders) {
        List<Line> list = loaders.near().lines();
        return List.of(
                Check.equal("versions listed with loaders", versions, list.size()),
                new Check(
                        "both ways list the same",
                        list.equals(perRow.near().lines())
                                && loaders.far()
                                        .map(Timing::lines)
                                        .equals(perRow.far().map(Timing::lines))),
                Check.equal("queries with loaders", queries(list), (long) loaders.queries()),
                Check.equal(
                        "loops of queries that the watch finds with loaders",
                        0,
                        loaders.findings().size()));
    }

    /** The versions, and each of three relations: 4, until there are more keys than a loader sends at once. */
    private static long queries(List<Line> list) {
        long artifacts = list.stream().map(Line::artifact).distinct().count();
        return 1 + chunks(artifacts) + 2 * chunks(list.size());
    }

    private static long chunks(long keys) {
        return (keys + Loader.DEFAULT_CHUNK - 1) / Loader.DEFAULT_CHUNK;
    }
}
