package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTest {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(datasafe-(?!bom)[a-z-]+)</artifactId>");

    @Test
    void theBomListsEveryDeployedModule() throws IOException {
        assertThat(ARTIFACT.matcher(Files.readString(House.root().resolve("datasafe-bom/pom.xml")))
                        .results()
                        .map((MatchResult artifact) -> artifact.group(1)))
                .containsExactlyInAnyOrderElementsOf(deployed());
    }

    @Test
    void theRulesAreCheckedOnEveryDeployedModule() throws IOException {
        assertThat(House.DEPLOYED).containsExactlyInAnyOrderElementsOf(deployed());
    }

    private static List<String> deployed() throws IOException {
        List<String> deployed = new ArrayList<>();
        for (String module : House.modules()) {
            String pom = Files.readString(House.root().resolve(module).resolve("pom.xml"));
            if (!module.equals("datasafe-bom") && !pom.contains("<maven.deploy.skip>true")) {
                deployed.add(module);
            }
        }
        return deployed;
    }
}
