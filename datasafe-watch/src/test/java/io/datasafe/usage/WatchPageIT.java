package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.QueryCounts;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The messages that docs/watch.md shows, but for times and line numbers. */
class WatchPageIT {
    @Test
    void findingIsAsThePageShowsIt() throws Exception {
        try (PooledDatabase database = PooledDatabase.open()) {
            BookShop shop = BookShop.on(database, 5);
            try (WatchScope scope = Watch.of().scope("GET /books")) {
                page(shop);
                assertThat(page()).contains(plain(scope.findings().get(0).toString()));
            }
            Throwable growth =
                    catchThrowable(() -> QueryCounts.constant(n -> BookShop.seed(database, n), () -> page(shop), 2, 5));
            assertThat(page()).contains(plain(growth.getMessage().replaceAll("(?s)\n  sent:.*", "")));
        }
    }

    private static void page(BookShop shop) throws SQLException {
        for (BookShop.Book book : shop.books()) {
            shop.author(book.authorId());
        }
    }

    private static String page() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/watch.md"))) {
            directory = directory.getParent();
        }
        return plain(Files.readString(directory.resolve("docs/watch.md")));
    }

    private static String plain(String text) {
        return text.replaceAll("\\d+ us", "n us").replaceAll("java:\\d+", "java:n");
    }
}
