package io.datasafe.benchmarks.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a suite is about.
 *
 * @param mark the word in the two marks of the page between which its report belongs
 * @param title what its aims are called
 * @param chapters what is measured
 * @param aims what it sets out to reach
 */
record Subject(String mark, String title, List<Chapter> chapters, List<Aim> aims) {
    private static final Subject TRANSACTIONS = new Subject("report", "Aims", Chapter.ALL, Aims.ALL);
    private static final Subject LOADERS = new Subject("loaders", "Aims of loaders", LoadChapters.ALL, LoadAims.ALL);
    private static final Subject TREES =
            new Subject("trees", "Aims of trees and graphs", TreeChapters.ALL, TreeAims.ALL);
    private static final Subject WATCH = new Subject("watch", "Aims of the watch", WatchChapters.ALL, WatchAims.ALL);

    /** A suite that is about none alone, as the one that shows that all works, is about all. */
    static Subject of(String suite) {
        return switch (suite) {
            case "transactions" -> TRANSACTIONS;
            case "loaders" -> LOADERS;
            case "trees" -> TREES;
            case "watch" -> WATCH;
            default -> new Subject("report", "Aims", all(subject -> subject.chapters), all(subject -> subject.aims));
        };
    }

    private static <T> List<T> all(Function<Subject, List<T>> part) {
        return Stream.of(TRANSACTIONS, LOADERS, TREES, WATCH)
                .flatMap(subject -> part.apply(subject).stream())
                .toList();
    }
}
