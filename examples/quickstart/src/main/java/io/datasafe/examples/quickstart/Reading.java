package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.pom.Corpus;
import io.datasafe.examples.quickstart.pom.CorpusReader;
import io.datasafe.examples.quickstart.pom.Skipped;
import io.datasafe.examples.quickstart.terminal.Progress;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/** Reads the files and reports what it found. */
final class Reading {
    private static final int SHOWN = 5;

    private Reading() {}

    static Corpus of(Path repository, int limit, Terminal terminal) throws NothingToDoException {
        terminal.heading("The POM files in " + repository);
        CorpusReader reader;
        try {
            reader = CorpusReader.of(repository, limit);
        } catch (AccessDeniedException e) {
            throw new NothingToDoException("The Maven repository at " + repository
                    + " is not readable: run as another user, or name another directory with --repository.");
        } catch (IOException e) {
            throw new NothingToDoException("There is no Maven repository at " + repository
                    + ": build something with Maven first, or name a directory with --repository.");
        }
        long start = System.nanoTime();
        Corpus corpus;
        try (Progress progress = terminal.progress("reading", reader.size())) {
            corpus = reader.read(progress::step);
        }
        report(corpus, terminal, System.nanoTime() - start);
        if (corpus.poms().isEmpty()) {
            throw new NothingToDoException("There is no usable .pom file in " + repository
                    + ": build something with Maven first, or name another directory with --repository.");
        }
        return corpus;
    }

    private static void report(Corpus corpus, Terminal terminal, long nanos) {
        long dependencies = corpus.poms().stream()
                .mapToLong(pom -> pom.dependencies().size())
                .sum();
        long licences = corpus.poms().stream()
                .flatMap(pom -> pom.licences().stream())
                .distinct()
                .count();
        terminal.line("  " + Terminal.number(corpus.found()) + " found, " + Terminal.number(corpus.read()) + " read in "
                + Terminal.seconds(nanos) + ": " + Terminal.number(corpus.poms().size()) + " usable, with "
                + Terminal.number(dependencies) + " dependencies and " + licences + " licences");
        List<Skipped> skipped = corpus.skipped();
        terminal.line("  " + Terminal.number(skipped.size()) + " skipped" + (skipped.isEmpty() ? "" : ":"));
        for (Skipped each : skipped.subList(0, Math.min(SHOWN, skipped.size()))) {
            Path file = each.file().startsWith(corpus.repository())
                    ? corpus.repository().relativize(each.file())
                    : each.file();
            terminal.line(terminal.paint(Tone.FAINT, "    " + file + ": " + each.reason()));
        }
        if (skipped.size() > SHOWN) {
            terminal.line(terminal.paint(Tone.FAINT, "    and " + (skipped.size() - SHOWN) + " more"));
        }
    }
}
