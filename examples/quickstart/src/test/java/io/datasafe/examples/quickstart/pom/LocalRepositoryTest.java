package io.datasafe.examples.quickstart.pom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {
    @TempDir
    private Path home;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setHome() {
        properties.put("user.home", home.toString());
    }

    private Path locate() {
        return new LocalRepository(properties, environment).path();
    }

    private void settings(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void isInTheHomeDirectoryUnlessSaidOtherwise() {
        assertThat(locate()).isEqualTo(home.resolve(".m2/repository"));
    }

    @Test
    void isWhereThePropertySays() {
        properties.put("maven.repo.local", "/elsewhere");
        environment.put("MAVEN_ARGS", "-Dmaven.repo.local=/not-here");

        assertThat(locate()).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void isWhereMavensVariablesSay() {
        environment.put("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=\"/with space\" -ea");

        assertThat(locate()).isEqualTo(Path.of("/with space"));
    }

    @Test
    void isWhereTheUsersSettingsSay() throws Exception {
        environment.put("BASE", "/base");
        settings(
                home.resolve(".m2/settings.xml"),
                "<settings xmlns=\"http://maven.apache.org/SETTINGS/1.2.0\"><profiles><localRepository>/no</localRepository></profiles>"
                        + "<localRepository>${env.BASE}${user.home}/r</localRepository></settings>");

        assertThat(locate()).isEqualTo(Path.of("/base" + home + "/r"));
    }

    @Test
    void isWhereTheInstallationsSettingsSay(@TempDir Path maven) throws Exception {
        environment.put("MAVEN_HOME", maven.toString());
        settings(maven.resolve("conf/settings.xml"), "<settings><localRepository>/shared</localRepository></settings>");

        assertThat(locate()).isEqualTo(Path.of("/shared"));
    }

    @Test
    void isTheDefaultWhereSettingsAreBroken() throws Exception {
        settings(home.resolve(".m2/settings.xml"), "<settings><localRepository>");

        assertThat(locate()).isEqualTo(home.resolve(".m2/repository"));
    }

    @Test
    void isTheDefaultWhereSettingsSayNothing() throws Exception {
        settings(home.resolve(".m2/settings.xml"), "<settings><localRepository> </localRepository></settings>");

        assertThat(locate()).isEqualTo(home.resolve(".m2/repository"));
    }
}
