package io.datasafe.examples.quickstart.pom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the POM files of a repository. Odd files end up in {@link Corpus#skipped}; none of them is fatal.
 *
 * @since 0.1
 */
public final class CorpusReader {
    private final Path repository;
    private final int limit;

    /**
     * Says what to read.
     *
     * @param repository the directory
     * @param limit how many files at most; more are thinned out evenly
     */
    public CorpusReader(Path repository, int limit) {
        this.repository = repository;
        this.limit = limit;
    }

    private record Answer(@Nullable Pom pom, @Nullable String oddity) {}

    /**
     * Reads them, on all processors.
     *
     * @param progress is told, from any thread, how many files there are to read, once, and then -1 for each that has been read
     * @return what they say
     * @throws IOException if the directory is not there, or is none
     */
    public Corpus read(IntConsumer progress) throws IOException {
        PomFiles all = PomFiles.below(repository);
        List<Path> files = all.spread(limit);
        progress.accept(files.size());
        PomResolver resolver = new PomResolver(new Lineage(repository.toRealPath()));
        List<Answer> answers = IntStream.range(0, files.size())
                .parallel()
                .mapToObj(i -> {
                    Answer answer = read(files.get(i), resolver);
                    progress.accept(-1);
                    return answer;
                })
                .toList();
        List<Pom> poms = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>(all.unreadable());
        Map<String, Path> seen = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            Pom pom = answers.get(i).pom();
            String oddity = answers.get(i).oddity();
            if (pom != null) {
                Path earlier = seen.putIfAbsent(pom.id(), file);
                oddity = earlier == null ? null : "says that it is " + pom.id() + ", as another file does";
            }
            if (pom != null && oddity == null) {
                poms.add(pom);
            } else {
                skipped.add(new Skipped(file, String.valueOf(oddity)));
            }
        }
        return new Corpus(repository, all.files().size(), files.size(), List.copyOf(poms), List.copyOf(skipped));
    }

    private static Answer read(Path file, PomResolver resolver) {
        try {
            return new Answer(resolver.resolve(PomReader.read(file)), null);
        } catch (OddPomException e) {
            return new Answer(null, String.valueOf(e.getMessage()));
        }
    }
}
