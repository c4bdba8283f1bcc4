package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of moved classes: the names on its right exist. */
class MovedClassesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `[\\w.]+(?:<.*>)?` \\| `([\\w.]+)(?:<.*>)?` \\|$");

    @Test
    void everyNewNameIsAPublicClass() throws IOException {
        String page = Files.readString(House.root().resolve("docs/moved.md"));
        List<String> names =
                ROW.matcher(page).results().map(row -> row.group(1)).distinct().toList();
        List<String> published = House.CLASSES.stream()
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getName)
                .toList();
        assertThat(names).isNotEmpty();
        assertThat(published).containsAll(names);
    }
}
