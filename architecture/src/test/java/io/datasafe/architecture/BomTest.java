package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTest {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(datasafe-(?!bom)[a-z-]+)</artifactId>");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Test
    void theBomListsEveryDeployedModule() throws IOException {
        assertThat(names(ARTIFACT, "datasafe-bom/pom.xml")).containsExactlyInAnyOrderElementsOf(deployed());
    }

    @Test
    void theRulesAreCheckedOnEveryDeployedModule() throws IOException {
        assertThat(House.DEPLOYED).containsExactlyInAnyOrderElementsOf(deployed());
    }

    private static List<String> deployed() throws IOException {
        List<String> deployed = new java.util.ArrayList<>();
        for (String module : names(MODULE, "pom.xml")) {
            String pom = Files.readString(House.root().resolve(module).resolve("pom.xml"));
            if (!module.equals("datasafe-bom") && !pom.contains("<maven.deploy.skip>true")) {
                deployed.add(module);
            }
        }
        return deployed;
    }

    private static List<String> names(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(House.root().resolve(file)))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }
}
