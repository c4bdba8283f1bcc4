package io.datasafe.benchmarks.pair;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads datasafe, the benchmarks and all that they use a second time, so that two versions of datasafe run in one JVM.
 * JMH alone is shared.
 */
final class OtherClasses extends ClassLoader {
    private static final String SHARED = "org.openjdk.jmh.";

    private OtherClasses() {
        super(ClassLoader.getPlatformClassLoader());
    }

    /**
     * A loader that looks into these places first, and then into this JVM's class path.
     *
     * @param first directories of classes, or jars
     */
    static ClassLoader of(List<Path> first) {
        List<URL> urls = new ArrayList<>();
        first.forEach(each -> urls.add(url(each)));
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(url(Path.of(each)));
        }
        return new URLClassLoader(urls.toArray(URL[]::new), new OtherClasses());
    }

    /**
     * The classes of datasafe's modules in a checkout that has been compiled.
     *
     * @param checkout its directory, or a jar of benchmarks that was built from it
     */
    static List<Path> compiled(Path checkout) {
        if (Files.isRegularFile(checkout)) {
            return List.of(checkout);
        }
        try (Stream<Path> modules = Files.list(checkout)) {
            List<Path> classes = modules.filter(
                            module -> module.getFileName().toString().startsWith("datasafe-"))
                    .map(module -> module.resolve("target").resolve("classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
            if (classes.isEmpty()) {
                throw new IllegalArgumentException(
                        checkout + " is neither a jar nor a checkout with datasafe-*/target/classes");
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return OtherClasses.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " is no place for classes", e);
        }
    }
}
