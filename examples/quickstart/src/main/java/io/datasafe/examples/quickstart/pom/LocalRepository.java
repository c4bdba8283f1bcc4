package io.datasafe.examples.quickstart.pom;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directory of Maven's downloads, located as Maven does: {@code -Dmaven.repo.local} (of this JVM, or in {@code
 * MAVEN_ARGS} or {@code MAVEN_OPTS}), then {@code localRepository} in {@code ~/.m2/settings.xml}, then in the
 * installation's {@code conf/settings.xml}, then {@code ~/.m2/repository}.
 *
 * @since 0.1
 */
public final class LocalRepository {
    private static final Pattern OPTION = Pattern.compile("-Dmaven\\.repo\\.local=(?:\"([^\"]+)\"|(\\S+))");

    private final Map<String, String> properties;
    private final Map<String, String> environment;

    LocalRepository(Map<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * Locates the directory.
     *
     * @param environment the environment's variables
     * @return the directory that Maven would use; it need not exist
     */
    public static Path locate(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return new LocalRepository(properties, environment).path();
    }

    Path path() {
        String option = option();
        if (option != null) {
            return Path.of(option);
        }
        Path user = Path.of(properties.getOrDefault("user.home", ""), ".m2");
        String setting = setting(user.resolve("settings.xml"));
        String home = environment.getOrDefault("MAVEN_HOME", environment.get("M2_HOME"));
        if (setting == null && home != null) {
            setting = setting(Path.of(home, "conf", "settings.xml"));
        }
        return setting == null ? user.resolve("repository") : Path.of(setting);
    }

    private @Nullable String option() {
        String property = properties.get("maven.repo.local");
        if (property != null && !property.isBlank()) {
            return property;
        }
        for (String variable : new String[] {"MAVEN_ARGS", "MAVEN_OPTS"}) {
            Matcher matcher = OPTION.matcher(environment.getOrDefault(variable, ""));
            if (matcher.find()) {
                return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            }
        }
        return null;
    }

    private @Nullable String setting(Path file) {
        String text = MavenSettings.localRepository(file);
        return text == null ? null : MavenSettings.interpolate(text, properties, environment);
    }
}
