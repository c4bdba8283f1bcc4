package io.datasafe.examples.quickstart.pom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the POM files of a repository. Odd files end up in {@link Corpus#skipped}; none of them is fatal.
 *
 * @since 0.1
 */
public final class CorpusReader {
    private final Path repository;
    private final PomFiles all;
    private final List<Path> files;

    private CorpusReader(Path repository, PomFiles all, int limit) {
        this.repository = repository;
        this.all = all;
        this.files = all.spread(limit);
    }

    /**
     * Lists the files.
     *
     * @param repository the directory
     * @param limit the most files to read; an even selection if there are more
     * @return a reader of the files
     * @throws IOException if there is no such directory
     */
    public static CorpusReader of(Path repository, int limit) throws IOException {
        Path real = repository.toRealPath();
        return new CorpusReader(real, PomFiles.below(real), limit);
    }

    /** {@return how many files will be read} */
    public int size() {
        return files.size();
    }

    /** One of the two is null. */
    private record Answer(@Nullable Pom pom, @Nullable String oddity) {}

    /**
     * Reads the files, on all processors.
     *
     * @param afterEach runs after each file, on any thread
     * @return their contents
     */
    public Corpus read(Runnable afterEach) {
        PomResolver resolver = new PomResolver(new Lineage(repository));
        List<Answer> answers = IntStream.range(0, files.size())
                .parallel()
                .mapToObj(i -> {
                    Answer answer = read(files.get(i), resolver);
                    afterEach.run();
                    return answer;
                })
                .toList();
        List<Pom> poms = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>(all.unreadable());
        Map<String, Path> seen = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            Pom pom = answers.get(i).pom();
            if (pom == null) {
                skipped.add(new Skipped(file, String.valueOf(answers.get(i).oddity())));
            } else if (seen.putIfAbsent(pom.id(), file) == null) {
                poms.add(pom);
            } else {
                skipped.add(new Skipped(file, "names " + pom.id() + ", like another file"));
            }
        }
        return new Corpus(repository, all.files().size(), files.size(), List.copyOf(poms), List.copyOf(skipped));
    }

    private static Answer read(Path file, PomResolver resolver) {
        try {
            return new Answer(resolver.resolve(PomReader.read(file)), null);
        } catch (OddPomException e) {
            return new Answer(null, e.getMessage());
        }
    }
}
