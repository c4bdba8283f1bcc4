package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.pom.Planted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A planted repository whose POMs share licences, groups and dependencies, and name them in different orders. */
final class Shop {
    static final int POMS = 60;
    static final String LONG_LICENCE = "A licence whose name goes on and on, longer than anybody has thought of";

    /** It is not in the repository. */
    private static final String PARENT =
            "<parent><groupId>org.g</groupId><artifactId>parent</artifactId><version>7</version></parent>";

    private Shop() {}

    static void plant(Path directory) throws IOException {
        Planted planted = new Planted(directory);
        for (int i = 0; i < POMS; i++) {
            int turn = i;
            String dependencies = IntStream.range(0, 5)
                    .mapToObj(each -> Planted.dependency("org.shared", "lib" + (turn + each * (1 + turn % 4)) % 5))
                    .collect(Collectors.joining("", "<dependencies>", "</dependencies>"));
            String odd = i % 20 == 0 ? "<license><name>" + LONG_LICENCE + "</name></license>" : "";
            planted.pom(
                    "org.g" + i % 3,
                    "a" + i,
                    "1",
                    PARENT + "<licenses><license><name>Shared</name></license>" + odd + "</licenses>" + dependencies);
        }
    }
}
