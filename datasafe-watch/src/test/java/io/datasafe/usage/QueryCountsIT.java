package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.QueryCounts;
import io.datasafe.watch.Watch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryCountsIT {
    private PooledDatabase database;
    private BookShop shop;

    @BeforeEach
    void open() throws SQLException {
        database = PooledDatabase.open();
        shop = BookShop.on(database, 5);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void naive() throws SQLException {
        for (BookShop.Book book : shop.books()) {
            shop.author(book.authorId());
        }
    }

    private void batched() throws SQLException {
        List<Long> ids = shop.books().stream().map(BookShop.Book::authorId).toList();
        shop.rows("select id, name from author where id = any(?)", (Object) ids.toArray(Long[]::new));
    }

    @Test
    void countsExactly() throws SQLException {
        QueryCounts.exactly(6, this::naive);
        QueryCounts.exactly(2, this::batched);
        QueryCounts.exactly(0, () -> {});
    }

    @Test
    void aWrongCountListsTheStatementsAndTheFindings() {
        assertThatThrownBy(() -> QueryCounts.exactly(2, this::naive))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected exactly 2 statements, but 6 were sent:\n"
                        + "  1 x select id, title, author_id from book order by id\n"
                        + "  5 x select name, country_id from author where id = ?\n"
                        + "candidate N+1 in \"the action\"")
                .hasMessageContaining(
                        "values:   column author_id of: select id, title, author_id from book order by id");
    }

    @Test
    void boundsTheCount() throws SQLException {
        QueryCounts.atMost(6, this::naive);
        assertThatThrownBy(() -> QueryCounts.atMost(5, this::naive))
                .hasMessageContaining("Expected at most 5 statements");
    }

    @Test
    void whatIsNotSeenDoesNotPassInSilence() {
        BookShop unwatched = new BookShop(database.pool());
        assertThatThrownBy(() -> QueryCounts.atMost(9, unwatched::books))
                .hasMessageContaining("none was seen. Is the data source watched (Watch.watched(dataSource))");
        assertThatThrownBy(() -> QueryCounts.exactly(1, unwatched::books)).hasMessageContaining("none was seen");
        assertThatThrownBy(() -> QueryCounts.constant(n -> {}, unwatched::books, 2, 5))
                .hasMessageContaining("none was seen");
    }

    @Test
    void aConstantNumberOfQueriesIsAccepted() throws SQLException {
        QueryCounts.constant(n -> BookShop.seed(database, n), this::batched, 2, 5);
        QueryCounts.constant(n -> BookShop.seed(database, 7 - n), this::naive, 2, 5);
    }

    @Test
    void aNumberThatGrowsIsRefusedWithWhatGrew() {
        assertThatThrownBy(() -> QueryCounts.constant(n -> BookShop.seed(database, n), this::naive, 2, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The number of statements grows with the data: 3 at size 2, 6 at size 5\n"
                        + "  2 -> 5 x select name, country_id from author where id = ?\n"
                        + "candidate N+1");
    }

    @Test
    void aFailureOfTheActionIsItsOwn() {
        assertThatThrownBy(() -> QueryCounts.exactly(1, () -> shop.text("select nonsense")))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> QueryCounts.exactly(-1, () -> {})).hasMessage("expected is -1, must be at least 0");
        assertThatThrownBy(() -> QueryCounts.atMost(0, () -> {})).hasMessage("most is 0, must be at least 1");
        assertThatThrownBy(() -> QueryCounts.constant(n -> {}, () -> {}, 0, 5))
                .hasMessage("smaller is 0, must be at least 1");
        assertThatThrownBy(() -> QueryCounts.constant(n -> {}, () -> {}, 5, 5))
                .hasMessage("larger is 5, must be at least 6");
    }

    @Test
    void refusesConfigurationsThatAreNone() {
        assertThatThrownBy(() -> Watch.builder().threshold(1))
                .hasMessageContaining("threshold is 1, must be at least 2");
        assertThatThrownBy(() -> Watch.builder().sample(0)).hasMessageContaining("sample is 0.0, must be more than 0");
        assertThatThrownBy(() -> Watch.builder().sample(1.5)).hasMessageContaining("at most 1");
        assertThatThrownBy(() -> Watch.builder().ignore("a b")).hasMessageContaining("ignore is \"a b\"");
        assertThatThrownBy(() -> Watch.builder().ignoreSql(" ")).hasMessageContaining("ignoreSql is blank");
        assertThat(Watch.isInUse()).isTrue();
    }

    @Test
    void severalValuesForARowAreOneKey() {
        assertThatThrownBy(() -> QueryCounts.exactly(1, () -> {
                    for (BookShop.Book book : shop.books()) {
                        try (Connection connection = shop.connection();
                                PreparedStatement query = connection.prepareStatement(
                                        "select title from book where id = ? and author_id = ?")) {
                            query.setInt(1, (int) book.id());
                            query.setBigDecimal(2, java.math.BigDecimal.valueOf(book.authorId()));
                            query.executeQuery().close();
                        }
                    }
                }))
                .hasMessageContaining("BOOK_BY_ID_AUTHOR_ID")
                .hasMessageContaining("unnest(?, ?) as k (id, author_id)");
    }
}
