package io.datasafe.examples.quickstart.pom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A local repository made for a test. */
public final class Planted {
    private final Path directory;

    public Planted(Path directory) {
        this.directory = directory;
    }

    /** Plants a POM where Maven would have put it; the body is what stands beside the coordinates. */
    public Path pom(String groupId, String artifactId, String version, String body) throws IOException {
        return file(
                groupId.replace('.', '/') + "/" + artifactId + "/" + version + "/" + artifactId + "-" + version
                        + ".pom",
                "<project><modelVersion>4.0.0</modelVersion><groupId>" + groupId + "</groupId><artifactId>" + artifactId
                        + "</artifactId><version>" + version + "</version>" + body + "</project>");
    }

    public Path file(String path, String content) throws IOException {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public Path file(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    public static String dependency(String groupId, String artifactId) {
        return "<dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId + "</artifactId></dependency>";
    }

    /** Unusable files; returns how many. */
    public int plantOddities() throws IOException {
        file("odd/empty.pom", "");
        file("odd/html.pom", "<html><head><title>404 Not Found</title></head></html>");
        file("odd/truncated.pom", "<project><groupId>odd</groupId><artifactId>trunc");
        file("odd/binary.pom", new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 52});
        file("odd/nameless.pom", "<project><groupId>odd</groupId><version>1</version></project>");
        file(
                "odd/unresolved.pom",
                "<project><groupId>odd</groupId><artifactId>u</artifactId><version>${revision}</version></project>");
        file("odd/text.pom", "Moved Permanently");
        return 7;
    }
}
