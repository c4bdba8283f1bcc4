import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives the test kit the scanner of datasafe-core under another name. The kit cannot depend on core, whose tests are
 * written with it, and a second scanner would read some texts in another way. The first argument is core's source, the
 * second one the directory of generated sources.
 */
final class CopyScanner {
    private CopyScanner() {}

    public static void main(String[] arguments) throws IOException {
        String copy = Files.readString(Path.of(arguments[0]))
                .replace("package io.datasafe.internal.sql;", "package io.datasafe.test.proxy;")
                .replace("public final class SqlScanner", "final class SqlTokens")
                .replace("SqlScanner", "SqlTokens");
        Path target = Path.of(arguments[1], "io/datasafe/test/proxy/SqlTokens.java");
        // What is not newer is not compiled again.
        if (!Files.exists(target) || !Files.readString(target).equals(copy)) {
            Files.createDirectories(target.getParent());
            Files.writeString(target, copy);
        }
    }
}
