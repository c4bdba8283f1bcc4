package io.datasafe.examples.quickstart.pom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * Reads one file with Maven's own reader, leniently: unknown elements are ignored. The reader supports no external
 * entities, so a file cannot make it open another one.
 */
final class PomReader {
    /** The largest POM on Maven Central that we know of has 1.5 MiB. */
    static final long MAX_BYTES = 4L * 1024 * 1024;

    private static final int REASON_LENGTH = 100;

    private PomReader() {}

    static Model read(Path file) throws OddPomException {
        byte[] content = content(file);
        if (content.length == 0) {
            throw new OddPomException("empty file");
        }
        try {
            Model model = new MavenXpp3Reader().read(new ByteArrayInputStream(content), false);
            // To the lenient reader, a web page that says "not found" is an empty POM.
            if (model.getArtifactId() == null) {
                throw new OddPomException("no POM: names no artifact");
            }
            return model;
        } catch (XmlPullParserException | IOException e) {
            throw new OddPomException("no POM: " + firstLine(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // On some broken files the parser fails in its own buffers. That must not end the run.
            throw new OddPomException(
                    "no POM: the parser fails with " + e.getClass().getSimpleName());
        }
    }

    private static byte[] content(Path file) throws OddPomException {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new OddPomException("too large: " + size + " bytes, at most " + MAX_BYTES + " are read");
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new OddPomException("not readable: permission denied");
        } catch (NoSuchFileException e) {
            throw new OddPomException("not readable: gone since it was listed");
        } catch (IOException e) {
            throw new OddPomException("not readable: " + e.getClass().getSimpleName());
        }
    }

    /** The parser's message without its position, which may contain arbitrary bytes. */
    private static String firstLine(String message) {
        String line = message.strip().lines().findFirst().orElse("malformed XML");
        int position = line.indexOf(" (position");
        String reason = (position < 0 ? line : line.substring(0, position)).replaceAll("\\p{Cntrl}+", " ");
        return reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH) + "...";
    }
}
