package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCacheTest {
    @TempDir
    Path directory;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void makesADirectoryOnce() {
        Path first = get();
        assertThat(get()).isEqualTo(first).isDirectoryContaining("glob:**file");
        assertThat(made).hasValue(1);
    }

    @Test
    void makesItAgainWhenAFileIsGone() throws IOException {
        Files.delete(get().resolve("file"));
        assertThat(get().resolve("file")).hasContent("content");
        assertThat(made).hasValue(2);
    }

    @Test
    void makesItAgainWhenAFileIsCut() throws IOException {
        Files.writeString(get().resolve("file"), "con");
        assertThat(get().resolve("file")).hasContent("content");
    }

    @Test
    void neverUsesWhatCouldNotBeFinished() {
        DirectoryCache cache = DirectoryCache.in(directory);
        assertThatThrownBy(() -> cache.get("thing", part -> {
                    Files.writeString(part.resolve("file"), "half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("thing")
                .hasMessageContaining("The disk is full");
        assertThat(directory).isDirectoryNotContaining("glob:**thing").isDirectoryNotContaining("glob:**.part");
        assertThat(get().resolve("file")).hasContent("content");
    }

    @Test
    void keepsItToThisUser() {
        assertThat(get())
                .satisfies(
                        path -> assertThat(Files.getPosixFilePermissions(path)).isEqualTo(Directories.OWNER_ONLY));
    }

    private Path get() {
        return DirectoryCache.in(directory).get("thing", part -> {
            made.incrementAndGet();
            Files.writeString(part.resolve("file"), "content");
        });
    }
}
