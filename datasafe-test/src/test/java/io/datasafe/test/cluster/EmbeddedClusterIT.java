package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedClusterIT {
    @Test
    void replicatesWhatThePrimaryCommits() throws SQLException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().replicas(2).start();
                Database database = cluster.freshDatabase()) {
            try (Connection connection = database.dataSource().getConnection()) {
                Sql.run(connection, "create table t as select 42 as answer");
            }
            cluster.awaitReplay();
            for (Replica replica : cluster.replicas()) {
                try (Connection connection = database.dataSource(replica).getConnection()) {
                    assertThat(Sql.text(connection, "select answer from t")).isEqualTo("42");
                }
            }
        }
    }
}
