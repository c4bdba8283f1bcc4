package io.datasafe.examples.quickstart.pom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusReaderTest {
    @TempDir
    private Path directory;

    private Planted planted;

    @BeforeEach
    void plant() {
        planted = new Planted(directory);
    }

    private Corpus read(int limit) throws IOException {
        return CorpusReader.of(directory, limit).read(() -> {});
    }

    @Test
    void countsAndNamesWhatItSkips() throws Exception {
        planted.pom("org.good", "good", "1", "");
        int odd = planted.plantOddities();

        Corpus corpus = read(100);

        assertThat(corpus.found()).isEqualTo(1 + odd);
        assertThat(corpus.poms()).extracting(Pom::id).containsExactly("org.good:good:1");
        assertThat(corpus.skipped())
                .hasSize(odd)
                .allSatisfy(each -> assertThat(each.reason()).isNotBlank());
        assertThat(corpus.skipped())
                .filteredOn(each -> each.file().endsWith("unresolved.pom"))
                .extracting(Skipped::reason)
                .containsExactly("unusable version: ${revision}");
    }

    @Test
    void readsInTheOrderOfPaths() throws Exception {
        planted.pom("b", "b", "1", "");
        planted.pom("a", "c", "1", "");
        planted.pom("a", "b", "2", "");

        assertThat(read(100).poms()).extracting(Pom::id).containsExactly("a:b:2", "a:c:1", "b:b:1");
    }

    @Test
    void thinsOutEvenly() throws Exception {
        for (int i = 0; i < 10; i++) {
            planted.pom("g", "a" + i, "1", "");
        }

        Corpus corpus = read(3);

        assertThat(corpus.found()).isEqualTo(10);
        assertThat(corpus.poms()).extracting(pom -> pom.artifact().artifactId()).containsExactly("a0", "a3", "a6");
    }

    @Test
    void skipsASecondFileOfTheSameVersion() throws Exception {
        planted.pom("g", "a", "1", "");
        planted.file(
                "z/copy.pom", "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>");

        Corpus corpus = read(100);

        assertThat(corpus.poms()).hasSize(1);
        assertThat(corpus.skipped()).extracting(Skipped::reason).containsExactly("names g:a:1, like another file");
    }

    @Test
    void followsNoLinks() throws Exception {
        planted.pom("g", "a", "1", "");
        Files.createSymbolicLink(directory.resolve("loop"), directory);
        Files.createSymbolicLink(directory.resolve("dangling.pom"), directory.resolve("nowhere"));

        Corpus corpus = read(100);

        assertThat(corpus.poms()).hasSize(1);
        assertThat(corpus.skipped()).extracting(Skipped::reason).containsExactly("a link");
    }

    @Test
    void takesADirectoryNamedLikeAPomForADirectory() throws Exception {
        planted.file("odd.pom/inside.pom", "");

        assertThat(read(100).skipped()).extracting(Skipped::reason).containsExactly("empty file");
    }

    @Test
    void readsARepositoryThatIsALink(@TempDir Path elsewhere) throws Exception {
        planted.pom("g", "a", "1", "");
        Path link = Files.createSymbolicLink(elsewhere.resolve("repository"), directory);

        assertThat(CorpusReader.of(link, 10).read(() -> {}).poms()).hasSize(1);
    }

    @Test
    void tellsOfEachFile() throws Exception {
        planted.pom("g", "a", "1", "");
        int odd = planted.plantOddities();
        AtomicInteger told = new AtomicInteger();
        CorpusReader reader = CorpusReader.of(directory, 100);

        reader.read(told::incrementAndGet);

        assertThat(told).hasValue(reader.size()).hasValue(1 + odd);
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> CorpusReader.of(directory.resolve("absent"), 1))
                .isInstanceOf(NoSuchFileException.class);
    }
}
