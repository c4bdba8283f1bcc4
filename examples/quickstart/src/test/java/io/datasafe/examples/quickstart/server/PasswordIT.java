package io.datasafe.examples.quickstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatasafeExtension.class)
class PasswordIT {
    private static Target target(EmbeddedCluster cluster) {
        return new Target(cluster.primary().jdbcUrl(), cluster.primary().user(), false);
    }

    @Test
    void isTakenFromOurVariableBeforeTheServers(EmbeddedCluster cluster) throws Exception {
        String right = cluster.primary().password();
        Map<String, String> environment = Map.of("DATASAFE_PASSWORD", right, "PGPASSWORD", "wrong");

        assertThat(new Password(environment, () -> "asked").find(target(cluster)))
                .isEqualTo(right);
    }

    @Test
    void isTakenFromTheVariableOfOtherClients(EmbeddedCluster cluster) throws Exception {
        String right = cluster.primary().password();

        assertThat(new Password(Map.of("PGPASSWORD", right), () -> "asked").find(target(cluster)))
                .isEqualTo(right);
    }

    @Test
    void isAskedForWhenTheServerWantsOne(EmbeddedCluster cluster) throws Exception {
        assertThat(new Password(Map.of(), () -> "asked").find(target(cluster))).isEqualTo("asked");
    }

    @Test
    void isNotAskedForAgainAfterAWrongOne(EmbeddedCluster cluster) {
        Password password = new Password(Map.of("PGPASSWORD", "wrong"), () -> "asked");

        assertThatThrownBy(() -> password.find(target(cluster))).isInstanceOf(SQLException.class);
    }

    @Test
    void isMissedWhereNobodyCanBeAsked(EmbeddedCluster cluster) {
        Password password = new Password(Map.of(), () -> null);

        assertThatThrownBy(() -> password.find(target(cluster))).isInstanceOf(SQLException.class);
    }
}
