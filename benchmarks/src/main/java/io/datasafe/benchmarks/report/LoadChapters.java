package io.datasafe.benchmarks.report;

import java.util.List;
import java.util.function.Function;

/** The chapters of a run that measured loaders. */
final class LoadChapters {
    private static final String NS = "ns per key (less is better)";
    private static final String TIMES = "time, × bare JDBC (less is better)";

    static final List<Chapter> ALL = List.of(
            chapter(
                    "EngineBenchmark",
                    "A loader's own cost",
                    "What a key costs beside the query: 1,000 keys, and a source that has all answers in a map already.",
                    "load-engine",
                    NS,
                    each -> "1,000 keys"),
            chapter(
                    "AuthorOfEachBenchmark",
                    "One row for each",
                    "The author of each book of a page that has been read before. Bare JDBC is one `= any(?)` and a map, written by hand.",
                    "load-one",
                    TIMES,
                    LoadChapters::page),
            chapter(
                    "BooksOfEachBenchmark",
                    "Many rows for each",
                    "The ten books of each author of a page that has been read before.",
                    "load-many",
                    TIMES,
                    LoadChapters::page),
            chapter(
                    "PageBenchmark",
                    "A page and many rows for each, beside ORMs",
                    "The page itself is read too, as an ORM needs it for what it loads lazily: authors, and then the ten books of each.",
                    "load-page",
                    TIMES,
                    LoadChapters::page),
            chapter(
                    "ChainBenchmark",
                    "Two levels",
                    "The country of the author of each book, over the same two queries.",
                    "load-chain",
                    TIMES,
                    LoadChapters::page),
            chapter(
                    "NewestOfEachBenchmark",
                    "The first rows for each",
                    "The three newest of 5,000 books of each of 50 authors, with an index that serves. Bare JDBC is LATERAL, written by hand.",
                    "load-newest",
                    TIMES,
                    each -> "50 authors, loopback"));

    private LoadChapters() {}

    private static Chapter chapter(
            String benchmark,
            String title,
            String intro,
            String chart,
            String axis,
            Function<Measurement, String> group) {
        return new Chapter(benchmark, title, intro, chart, axis, group, axis.equals(TIMES), false);
    }

    private static String page(Measurement each) {
        String keys = each.param("keys");
        String delay = each.param("delay");
        return (keys.equals("1") ? "1 key" : Figures.whole(Double.parseDouble(keys)) + " keys")
                + (delay.equals("0") ? ", loopback" : ", network + " + delay + " ms");
    }
}
