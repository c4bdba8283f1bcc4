package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.run.Environment;
import java.util.stream.Collectors;

/** The sentence that says what a run was made on. */
final class Provenance {
    private static final String DIRTY =
            " The sources had changes that are in no commit: the figures hold until the suite runs again from a commit.";

    private Provenance() {}

    static String of(Environment environment) {
        String versions = environment.versions().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .collect(Collectors.joining(", "));
        return "Measured on " + environment.date() + " with `" + environment.command() + "` at commit "
                + environment.commit() + ": " + environment.cpu() + ", " + environment.cores() + " cores, "
                + environment.memory() + " GiB, " + environment.os() + "; " + environment.jdk() + "; PostgreSQL "
                + environment.postgresql() + "; " + versions + "."
                + (environment.isDirty() ? DIRTY : "")
                + (environment.note().isEmpty() ? "" : " " + environment.note()) + "\n";
    }
}
