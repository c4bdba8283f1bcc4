package io.datasafe.examples.quickstart.pom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PomReaderTest {
    private static final String POM = "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version>"
            + "<name>Bücher &amp; Co</name></project>";

    @TempDir
    private Path directory;

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("x.pom"), content);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE"})
    void readsTheEncodingThatTheFileDeclares(String encoding) throws Exception {
        String declared = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + POM;

        assertThat(PomReader.read(file(declared.getBytes(Charset.forName(encoding))))
                        .getName())
                .isEqualTo("Bücher & Co");
    }

    @Test
    void readsAFileWithAByteOrderMark() throws Exception {
        assertThat(PomReader.read(file(("\uFEFF" + POM).getBytes(StandardCharsets.UTF_8)))
                        .getArtifactId())
                .isEqualTo("a");
    }

    @Test
    void readsAFileThatDeclaresAnotherEncodingThanItHas() throws Exception {
        String declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + POM;

        assertThat(PomReader.read(file(declared.getBytes(StandardCharsets.ISO_8859_1)))
                        .getArtifactId())
                .isEqualTo("a");
    }

    @Test
    void passesOverElementsThatAreNotMavens() throws Exception {
        assertThat(PomReader.read(file("<project><artifactId>a</artifactId><wishes><many/></wishes></project>"
                                .getBytes(StandardCharsets.UTF_8)))
                        .getArtifactId())
                .isEqualTo("a");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> PomReader.read(file(new byte[0])))
                .isInstanceOf(OddPomException.class)
                .hasMessage("empty file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>404</body></html>",
                "<project><artifactId>a",
                "<project><artifactId>a</version></project>",
                "not found",
                "\u0000\u0001\u0002",
                "<?xml version=\"1.0\" encoding=\"no-such-encoding\"?><project/>"
            })
    void refusesWhatIsNoPom(String content) {
        assertThatThrownBy(() -> PomReader.read(file(content.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(OddPomException.class)
                .hasMessageStartingWith("no POM: ");
    }

    @Test
    void refusesAHugeFile() {
        assertThatThrownBy(() -> PomReader.read(file(new byte[(int) PomReader.MAX_BYTES + 1])))
                .isInstanceOf(OddPomException.class)
                .hasMessageStartingWith("too large: 4194305 bytes");
    }

    @Test
    void refusesAFileThatIsGone() {
        assertThatThrownBy(() -> PomReader.read(directory.resolve("gone.pom")))
                .isInstanceOf(OddPomException.class)
                .hasMessage("not readable: gone since it was listed");
    }

    @Test
    void opensNoExternalEntity() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        String content = "<!DOCTYPE project [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<project><artifactId>a</artifactId><name>&x;</name></project>";

        assertThatThrownBy(() -> PomReader.read(file(content.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(OddPomException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void expandsNoEntitiesOfEntities() {
        StringBuilder content = new StringBuilder("<!DOCTYPE project [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i <= 30; i++) {
            content.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        content.append("]><project><artifactId>&a30;</artifactId></project>");

        assertThatThrownBy(() -> PomReader.read(file(content.toString().getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(OddPomException.class);
    }
}
