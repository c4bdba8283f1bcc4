package io.datasafe.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--limt=3 | Unknown option: '--limt=3'",
                "--limit=x | Invalid value for option '--limit': 'x' is not an int",
                "--limit=0 | --limit is 0, must be 1 or more",
                "--threads=33 | --threads is 33, must be 1 to 32",
                "--threads=0 | --threads is 0, must be 1 to 32",
                "--keep | --keep needs --url",
                "--user=joe | --user needs --url",
                "--url=jdbc:h2:mem | --url must be like jdbc:postgresql://",
                "--password=x | Unknown option: '--password=x'"
            })
    void refusesWithOneSentenceAndTheWayToHelp(String argument, String message) {
        Session session = Session.of(argument);

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err())
                .startsWith("quickstart: " + message)
                .endsWith("quickstart: --help lists the options" + System.lineSeparator())
                .doesNotContain("\tat ");
    }

    @Test
    void helps() {
        Session session = Session.of("--help");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("--repository", "--limit", "--threads", "--url", "--user", "--keep", "--no-color");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void tellsItsVersion() {
        assertThat(Session.of("--version").out()).startsWith("datasafe quickstart ");
    }

    @Test
    void saysWhereItLookedWhenThereIsNoRepository(@TempDir Path directory) {
        // The build itself may have been started with this property, which comes before anything in the environment.
        String before = System.getProperty("maven.repo.local");
        System.setProperty("maven.repo.local", directory + "/absent");
        try {
            Session session = Session.of();

            assertThat(session.exitCode()).isEqualTo(1);
            assertThat(session.err())
                    .isEqualToIgnoringNewLines("quickstart: There is no Maven repository at " + directory
                            + "/absent: build something with Maven first, or name a directory with --repository.");
        } finally {
            if (before == null) {
                System.clearProperty("maven.repo.local");
            } else {
                System.setProperty("maven.repo.local", before);
            }
        }
    }

    @Test
    void saysSoWhenThereIsNothingToStore(@TempDir Path directory) {
        Session session = Session.of("--repository", directory.toString());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.err()).startsWith("quickstart: There is no usable .pom file in ");
    }

    @Test
    void printsAStackTraceOnlyWhenAsked(@TempDir Path directory) {
        assertThat(Session.of("--repository", directory.toString(), "--verbose").err())
                .contains("\tat ");
        assertThat(Session.of("--repository", directory.toString()).err()).doesNotContain("\tat ");
    }
}
