package io.datasafe.examples.quickstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://host/db",
                "host/db",
                "",
                "http://host",
                "jdbc:postgresql://joe:secret@host/db",
                "jdbc:postgresql://host:port/db"
            })
    void refusesWhatIsNoUrlWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> new Target(url, null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--url must be like jdbc:postgresql://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() -> new Target("jdbc:postgresql://host/db?password=secret", null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATASAFE_PASSWORD")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://host:5433/db", "postgres://host:5433/db", "jdbc:postgresql://host:5433/db"})
    void takesTheUrlsOfOtherClientsToo(String url) {
        PGSimpleDataSource connections = new Target(url, "joe", false).connections("secret");

        assertThat(connections.getServerNames()).containsExactly("host");
        assertThat(connections.getPortNumbers()).containsExactly(5433);
        assertThat(connections.getDatabaseName()).isEqualTo("db");
        assertThat(connections.getUser()).isEqualTo("joe");
    }

    @Test
    void leavesTheUserToTheUrl() {
        Target target = new Target("jdbc:postgresql://host/db?user=ann", null, false);

        assertThat(target.connections(null).getUser()).isEqualTo("ann");
    }
}
