package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scope remembers is bounded; counts stay right beyond the bounds. */
class WatchLimitsIT {
    private PooledDatabase database;
    private BookShop shop;

    @BeforeEach
    void open() throws SQLException {
        database = PooledDatabase.open();
        shop = BookShop.on(database, 200);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLongLoopIsCountedToItsEnd() throws SQLException {
        try (WatchScope scope = Watch.of().scope("the test")) {
            for (int round = 0; round < 6; round++) {
                for (BookShop.Book book : shop.books()) {
                    shop.author(book.authorId() + round * 1_000);
                }
            }
            assertThat(scope.statements()).isEqualTo(1_206);
            assertThat(scope.findings())
                    .hasSize(2)
                    .first()
                    .satisfies(f -> assertThat(f.distinct()).isEqualTo(1));
            assertThat(scope.findings().get(1).count()).isEqualTo(1_200);
            assertThat(scope.findings().get(1).distinct()).isEqualTo(1_024);
        }
    }

    @Test
    void theLast8ResultsProveACauseAndTheNinthIsForgotten() throws SQLException {
        assertThat(causeBehind(6)).as("with its own, 8 results").isEqualTo("author_id");
        assertThat(causeBehind(7)).isNull();
    }

    private String causeBehind(int others) throws SQLException {
        try (WatchScope scope = Watch.of().scope("the test")) {
            var books = shop.books();
            for (int i = 0; i < others; i++) {
                shop.text("select " + "'x', ".repeat(i) + "name from country");
            }
            for (int i = 0; i < 3; i++) {
                shop.author(books.get(i).authorId());
            }
            return scope.findings().get(0).cause().map(c -> c.column()).orElse(null);
        }
    }

    @Test
    void onlyTheFirst128ValuesOfAColumnProve() throws SQLException {
        assertThat(causeOfRowsFrom(100)).isEqualTo("author_id");
        assertThat(causeOfRowsFrom(150)).isNull();
    }

    private String causeOfRowsFrom(int first) throws SQLException {
        try (WatchScope scope = Watch.of().scope("the test")) {
            for (BookShop.Book book : shop.books().subList(first, first + 10)) {
                shop.author(book.authorId());
            }
            return scope.findings().get(0).cause().map(c -> c.column()).orElse(null);
        }
    }

    @Test
    void aSeventeenthPlaceIsNotTold() throws SQLException {
        try (WatchScope scope = Watch.builder().threshold(2).build().scope("the test")) {
            for (int i = 0; i < 3; i++) {
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
                country();
            }
            assertThat(scope.findings()).hasSizeLessThanOrEqualTo(16);
            assertThat(scope.findings().stream().mapToInt(Finding::count).sum()).isEqualTo(60);
        }
    }

    private void country() throws SQLException {
        shop.country(1001);
    }
}
