package io.datasafe.examples.quickstart.pom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads {@code localRepository} from {@code settings.xml}. */
final class MavenSettings {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]+)}");

    private MavenSettings() {}

    /** The text of {@code localRepository}; null if there is no such file or element, or the file cannot be read. */
    static @Nullable String localRepository(Path file) {
        if (!Files.isReadable(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return find(in);
        } catch (IOException | XMLStreamException e) {
            // Maven itself reports such a file with a better message. Use the default.
            return null;
        }
    }

    private static @Nullable String find(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                depth++;
                if (depth == 2 && reader.getLocalName().equals("localRepository")) {
                    String text = reader.getElementText().strip();
                    return text.isEmpty() ? null : text;
                }
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            }
        }
        return null;
    }

    /** Replaces {@code ${user.home}}, {@code ${env.HOME}} and the like; unknown expressions stay unchanged. */
    static String interpolate(String text, Map<String, String> properties, Map<String, String> environment) {
        return EXPRESSION.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String value = name.startsWith("env.") ? environment.get(name.substring(4)) : properties.get(name);
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }
}
