package io.datasafe.load;

import static io.datasafe.load.SqlLibrary.AUTHOR;
import static io.datasafe.load.SqlLibrary.BOOKS;
import static io.datasafe.load.SqlLibrary.BOOK_COUNT;
import static io.datasafe.load.SqlLibrary.COPY_STATE;
import static io.datasafe.load.SqlLibrary.COUNTRY;
import static io.datasafe.load.SqlLibrary.FIRST_TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.load.SqlLibrary.Author;
import io.datasafe.load.SqlLibrary.Book;
import io.datasafe.load.SqlLibrary.Copy;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many queries each use takes, counted on the network: the first is the page of books. */
class QueryCountsIT {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void oneRelationTakesOneMore(int size) throws SQLException {
        try (SqlLibrary library = new SqlLibrary(size)) {
            library.expect(2, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                Related<Book, Author> author = s.related(books, Book::authorId, AUTHOR);
                for (Book book : books) {
                    assertThat(author.of(book).name()).isEqualTo("author " + book.id() / 2);
                }
                s.related(books, Book::authorId, AUTHOR).all();
            });
            library.expect(2, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                Related<Book, List<Book>> siblings = s.related(books, Book::authorId, BOOKS);
                for (Book book : books) {
                    assertThat(siblings.of(book)).contains(book).hasSizeLessThanOrEqualTo(2);
                }
            });
            library.expect(2, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                Related<Book, Long> count = s.related(books, Book::authorId, BOOK_COUNT);
                assertThat(books).allSatisfy(book -> assertThat(count.of(book)).isBetween(1L, 2L));
            });
            library.expect(2, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                Related<Book, String> state = s.related(books, b -> new Copy(b.id(), "shelf 1"), COPY_STATE);
                assertThat(books)
                        .allSatisfy(book -> assertThat(state.of(book)).isEqualTo("state " + (2 * book.id() + 1)));
            });
            library.expect(2, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                Related<Book, List<String>> firstTwo = s.related(books, Book::authorId, FIRST_TWO);
                assertThat(firstTwo.of(books.get(0))).first().isEqualTo("book 0");
                firstTwo.all();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aChainOfThreeTakesThreeMore(int size) throws SQLException {
        try (SqlLibrary library = new SqlLibrary(size)) {
            library.expect(4, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                Related<Book, Author> author = s.related(books, Book::authorId, AUTHOR);
                Related<Book, String> country = author.then(Author::countryId, COUNTRY);
                Related<Book, Long> count = country.then(name -> (long) name.length(), BOOK_COUNT);
                for (Book book : books) {
                    Integer expected = author.of(book).countryId();
                    assertThat(country.of(book)).isEqualTo(expected == null ? null : "country " + expected);
                    assertThat(count.of(book)).isNotNegative();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void noneIsSentForWhatNobodyReads(int size) throws SQLException {
        try (SqlLibrary library = new SqlLibrary(size)) {
            library.expect(1, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                s.related(books, Book::authorId, AUTHOR).then(Author::countryId, COUNTRY);
                assertThat(s.related(books, b -> (Long) null, BOOKS).all()).containsValue(List.of());
                assertThat(s.related(List.<Book>of(), Book::authorId, AUTHOR).all())
                        .isEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aMapTakesOneALevel(int size) throws SQLException {
        try (SqlLibrary library = new SqlLibrary(size)) {
            library.expect(4, (connection, s) -> {
                List<Book> books = SqlLibrary.page(connection);
                List<String> lines = s.map(books, book -> {
                    Author author = s.get(AUTHOR, book.authorId());
                    long count = s.get(BOOK_COUNT, book.authorId());
                    return author.name() + ", " + s.get(COUNTRY, author.countryId()) + ", " + count;
                });
                assertThat(lines).hasSize(size).first().asString().startsWith("author 0, country 0, ");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 65_536, 100_000})
    void manyKeysTakeOneForEachChunk(int keys) throws SQLException {
        try (SqlLibrary library = new SqlLibrary(10)) {
            library.expect((keys + 8_191) / 8_192, (connection, s) -> {
                Related<Integer, Author> author = s.related(MapTest.numbers(keys), Integer::longValue, AUTHOR);
                assertThat(author.of(keys - 1)).isNull();
                assertThat(author.of(3)).extracting(Author::name).isEqualTo("author 3");
            });
        }
    }
}
