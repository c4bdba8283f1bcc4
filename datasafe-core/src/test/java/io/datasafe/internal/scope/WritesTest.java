package io.datasafe.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.internal.sql.WrittenTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WritesTest {
    private final List<WrittenTables> first = new ArrayList<>();
    private final List<WrittenTables> second = new ArrayList<>();

    @Test
    void everyObserverOfTheThreadIsToldUntilItIsIgnored() {
        Writes.Observer one = first::add;
        Writes.Observer two = second::add;
        Writes.observe(one);
        Writes.observe(two);
        Writes.executed("DELETE FROM author", false);
        Writes.ignore(one);
        Writes.ignore(one);
        Writes.executed("DELETE FROM book", false);
        Writes.ignore(two);
        Writes.executed("DELETE FROM country", false);
        Writes.ignore(two);
        WrittenTables author = new WrittenTables(false, Set.of("author"));
        WrittenTables book = new WrittenTables(false, Set.of("book"));
        assertThat(first).containsExactly(author);
        assertThat(second).containsExactly(author, book);
    }

    @Test
    void readsAreNotToldAndRenamedTablesMayBeAny() {
        Writes.Observer one = first::add;
        Writes.observe(one);
        try {
            Writes.executed("SELECT 1", true);
            assertThat(first).isEmpty();
            Writes.executed("DELETE FROM author", true);
            assertThat(first).containsExactly(WrittenTables.ANYTHING);
        } finally {
            Writes.ignore(one);
        }
    }

    @Test
    void otherThreadsAreNotToldOf() throws InterruptedException {
        Writes.Observer one = first::add;
        Writes.observe(one);
        try {
            Thread other = new Thread(() -> Writes.executed("DELETE FROM author", false));
            other.start();
            other.join();
            assertThat(first).isEmpty();
        } finally {
            Writes.ignore(one);
        }
    }
}
