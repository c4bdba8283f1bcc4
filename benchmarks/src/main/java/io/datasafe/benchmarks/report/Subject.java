package io.datasafe.benchmarks.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a suite is about.
 *
 * @param mark the word in the two marks of the page between which its report belongs
 * @param title what its aims are called
 * @param chapters what is measured
 * @param aims what is to be reached
 */
record Subject(String mark, String title, List<Chapter> chapters, List<Aim> aims) {
    private static final Subject TRANSACTIONS = new Subject("report", "Aims", Chapter.ALL, Aims.ALL);
    private static final Subject LOADERS = new Subject("loaders", "Aims of loaders", LoadChapters.ALL, LoadAims.ALL);

    /** A suite that is about neither alone, as the one that shows that all works, is about both. */
    static Subject of(String suite) {
        return switch (suite) {
            case "transactions" -> TRANSACTIONS;
            case "loaders" -> LOADERS;
            default ->
                new Subject(
                        "report",
                        "Aims",
                        Stream.concat(TRANSACTIONS.chapters.stream(), LOADERS.chapters.stream())
                                .toList(),
                        Stream.concat(TRANSACTIONS.aims.stream(), LOADERS.aims.stream())
                                .toList());
        };
    }
}
