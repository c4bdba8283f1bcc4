package io.datasafe.examples.quickstart.pom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomResolverTest {
    @TempDir
    private Path directory;

    private Planted planted;

    @BeforeEach
    void plant() {
        planted = new Planted(directory);
    }

    private Pom resolve(String content) throws IOException, OddPomException {
        Path file = planted.file("x.pom", "<project>" + content + "</project>");
        return new PomResolver(new Lineage(directory)).resolve(PomReader.read(file));
    }

    private static String parent(String groupId, String artifactId, String version) {
        return "<parent><groupId>" + groupId + "</groupId><artifactId>" + artifactId + "</artifactId><version>"
                + version + "</version></parent>";
    }

    @Test
    void takesGroupAndVersionFromTheParent() throws Exception {
        assertThat(resolve(parent("org.p", "p", "7") + "<artifactId>a</artifactId>")
                        .id())
                .isEqualTo("org.p:a:7");
    }

    @Test
    void inheritsLicencesFromTheNearestAncestorThatHasSome() throws Exception {
        planted.pom("org.p", "grand", "1", "<licenses><license><name>Old</name></license></licenses>");
        planted.pom("org.p", "p", "1", parent("org.p", "grand", "1"));

        assertThat(resolve(parent("org.p", "p", "1") + "<artifactId>a</artifactId>")
                        .licences())
                .containsExactly("Old");
    }

    @Test
    void takesALicencesUrlWhereItHasNoName() throws Exception {
        assertThat(resolve("<groupId>g</groupId><artifactId>a</artifactId><version>1</version><licenses><license><url>"
                                + "http://x/</url></license><license/></licenses>")
                        .licences())
                .containsExactly("http://x/");
    }

    @Test
    void namesEachLicenceOnceInOneLine() throws Exception {
        assertThat(resolve("<groupId>g</groupId><artifactId>a</artifactId><version>1</version><licenses>"
                                + "<license><name>Apache\n   License</name></license>"
                                + "<license><name> Apache License</name></license></licenses>")
                        .licences())
                .containsExactly("Apache License");
    }

    @Test
    void fillsInPropertiesOfItselfAndOfParents() throws Exception {
        planted.pom("org.p", "p", "1", "<properties><db>42</db><driver>${db}.7</driver></properties>");

        Pom pom = resolve(
                parent("org.p", "p", "1") + "<artifactId>a</artifactId><properties><db>43</db></properties>"
                        + "<dependencies><dependency><groupId>${project.groupId}</groupId><artifactId>d</artifactId>"
                        + "<version>${driver}</version><scope>test</scope><optional>true</optional></dependency></dependencies>");

        assertThat(pom.dependencies())
                .containsExactly(new Dependency(new Coordinates("org.p", "d"), "test", true, "43.7"));
    }

    @Test
    void leavesCircularPropertiesAsTheyAre() throws Exception {
        Pom pom = resolve("<groupId>g</groupId><artifactId>a</artifactId><version>1</version>"
                + "<properties><x>${y}</x><y>${x}</y></properties><dependencies><dependency><groupId>g</groupId>"
                + "<artifactId>d</artifactId><version>${x}</version></dependency></dependencies>");

        assertThat(pom.dependencies())
                .singleElement()
                .extracting(Dependency::version)
                .asString()
                .startsWith("${");
    }

    @Test
    void namesAncestorsAlsoIfTheLastOneIsNotThere() throws Exception {
        planted.pom("org.p", "p", "1", parent("org.p", "grand", "2"));

        assertThat(resolve(parent("org.p", "p", "1") + "<artifactId>a</artifactId>")
                        .ancestors())
                .containsExactly("org.p:p:1", "org.p:grand:2");
    }

    @Test
    void namesNoAncestorThatCannotBeOne() throws Exception {
        assertThat(resolve(parent("org.p", "p", "${revision}")
                                + "<groupId>g</groupId><artifactId>a</artifactId><version>1</version>")
                        .ancestors())
                .isEmpty();
    }

    @Test
    void endsAtAParentThatIsItsOwnAncestor() throws Exception {
        planted.pom("g", "a", "1", parent("g", "b", "1"));
        planted.pom("g", "b", "1", parent("g", "a", "1"));

        assertThat(resolve(parent("g", "a", "1") + "<artifactId>c</artifactId>").id())
                .isEqualTo("g:c:1");
    }

    @Test
    void looksForNoParentOutsideTheRepository() throws Exception {
        planted.file(
                "outside/b-1.pom",
                "<project><artifactId>b</artifactId><licenses><license><name>Stolen</name></license></licenses></project>");

        assertThat(resolve(parent("g", "../../outside/b", "1")
                                + "<groupId>g</groupId><artifactId>c</artifactId><version>1</version>")
                        .licences())
                .isEmpty();
    }

    @Test
    void keepsADependencyThatIsDeclaredTwice() throws Exception {
        String twice = Planted.dependency("g", "d").repeat(2);

        assertThat(resolve("<groupId>g</groupId><artifactId>a</artifactId><version>1</version><dependencies>" + twice
                                + "</dependencies>")
                        .dependencies())
                .hasSize(2);
    }

    @Test
    void leavesOutADependencyWhoseNameIsUnknown() throws Exception {
        assertThat(resolve("<groupId>g</groupId><artifactId>a</artifactId><version>1</version><dependencies>"
                                + Planted.dependency("${nobody.knows}", "d") + "</dependencies>")
                        .dependencies())
                .isEmpty();
    }

    @Test
    void cutsLongTextsWithoutBreakingACharacter() throws Exception {
        String name = resolve(
                        "<groupId>g</groupId><artifactId>a</artifactId><version>1</version><licenses><license><name>"
                                + "x" + "😀".repeat(300) + "</name></license></licenses>")
                .licences()
                .get(0);

        assertThat(name).startsWith("x😀").endsWith("😀");
        assertThat(name.codePointCount(0, name.length())).isEqualTo(200);
    }
}
