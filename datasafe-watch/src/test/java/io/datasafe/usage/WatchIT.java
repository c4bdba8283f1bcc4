package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.Cause;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Finding.Kind;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found, and with which evidence. */
class WatchIT {
    private static final String BOOKS = "select id, title, author_id from book order by id";
    private static final String AUTHOR = "select name, country_id from author where id = ?";

    private final Watch watch = Watch.of();
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

    private interface Work {
        void run() throws Exception;
    }

    private List<Finding> found(Work work) throws Exception {
        try (WatchScope scope = watch.scope("GET /books")) {
            work.run();
            return scope.findings();
        }
    }

    private Finding only(Work work) throws Exception {
        List<Finding> found = found(work);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aLoopOfQueriesIsAnNPlusOneThatNamesTheColumnItsValuesCameFrom() throws Exception {
        Finding finding = only(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.author(book.authorId());
            }
        });
        assertThat(finding.kind()).isEqualTo(Kind.N_PLUS_ONE);
        assertThat(finding.scope()).isEqualTo("GET /books");
        assertThat(finding.sql()).isEqualTo(AUTHOR);
        assertThat(finding.count()).isEqualTo(5);
        assertThat(finding.distinct()).isEqualTo(5);
        assertThat(finding.total()).isPositive();
        assertThat(finding.place()).contains("BookShop.author(BookShop.java:");
        assertThat(finding.places()).hasSizeGreaterThan(1).element(1).asString().contains("WatchIT");
        assertThat(finding.cause()).contains(new Cause(BOOKS, "author_id"));
        assertThat(finding.suggestion())
                .isEqualTo(
                        "AUTHOR_BY_ID = Loaders.sql(\"author\", \"select id, name, country_id from author where id = any(?)\","
                                + " Long.class, row -> ..)\n"
                                + "var author = scope.related(books, Book::authorId, AUTHOR_BY_ID)\n"
                                + "and in the loop author.of(book)");
    }

    @Test
    void theMessageHoldsTheEvidenceAndNoValue() throws Exception {
        database.execute(
                "insert into author values (4711, 'secret-4711', 1), (4712, 'secret-4712', 1), (4713, 'x', 1)");
        Finding finding = only(() -> {
            shop.rows("select id, name from author where name like 'secret%'");
            for (long id : new long[] {4711, 4712, 4713}) {
                shop.text("select name from author where id = ? and name <> 'hidden'", id);
            }
        });
        assertThat(finding.toString())
                .contains("candidate N+1 in \"GET /books\": 3 statements for 3 different rows")
                .contains("select name from author where id = ? and name <> ?")
                .contains("instead:")
                .doesNotContain("471")
                .doesNotContain("secret")
                .doesNotContain("hidden");
    }

    @Test
    void eachLevelOfANestedLoopHasItsCause() throws Exception {
        List<Finding> found = found(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.country(shop.author(book.authorId()).countryId());
            }
        });
        assertThat(found)
                .extracting(f -> f.cause().orElseThrow())
                .containsExactly(new Cause(BOOKS, "author_id"), new Cause(AUTHOR, "country_id"));
    }

    @Test
    void aLoopOverAnOpenResultHasItsCauseToo() throws Exception {
        Finding finding = only(() -> {
            try (Connection connection = shop.connection();
                    Statement query = connection.createStatement();
                    ResultSet rows = query.executeQuery(BOOKS)) {
                while (rows.next()) {
                    shop.author(rows.getLong("author_id"));
                }
            }
        });
        assertThat(finding.cause()).contains(new Cause(BOOKS, "author_id"));
    }

    @Test
    void valuesWrittenIntoTheSqlAreSeenAsValues() throws Exception {
        Finding finding = only(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.text("select name from author where id = " + book.authorId() + " /* trace " + book.id() + " */");
            }
        });
        assertThat(finding.kind()).isEqualTo(Kind.N_PLUS_ONE);
        assertThat(finding.sql()).isEqualTo("select name from author where id = ?");
        assertThat(finding.cause()).map(Cause::column).contains("author_id");
    }

    @Test
    void equalValuesAreARepeatedRead() throws Exception {
        Finding finding = only(() -> {
            for (int i = 0; i < 4; i++) {
                shop.country(1001);
            }
        });
        assertThat(finding.kind()).isEqualTo(Kind.REPEATED_READ);
        assertThat(finding.count()).isEqualTo(4);
        assertThat(finding.toString()).contains("4 statements with equal values");
        assertThat(finding.suggestion()).contains("LoadScope");
    }

    @Test
    void aReadAfterAWriteToItsTableIsNotRepeated() throws Exception {
        assertThat(found(() -> {
                    for (int i = 0; i < 2; i++) {
                        shop.country(1001);
                    }
                    shop.update("update country set name = 'c'");
                    for (int i = 0; i < 2; i++) {
                        shop.country(1001);
                    }
                }))
                .isEmpty();
        assertThat(only(() -> {
                            for (int i = 0; i < 4; i++) {
                                shop.country(1001);
                                if (i == 1) {
                                    shop.update("update author set name = 'c'");
                                }
                            }
                        })
                        .kind())
                .isEqualTo(Kind.REPEATED_READ);
    }

    @Test
    void readsThatAreMeantToBeRepeatedAreNone() throws Exception {
        database.execute("create sequence ids");
        assertThat(found(() -> {
                    for (int i = 0; i < 5; i++) {
                        shop.text("select nextval('ids')");
                        shop.text("select id from book where id = 1 for update");
                        shop.text("select 1");
                        shop.text("select clock_timestamp() from book");
                    }
                }))
                .isEmpty();
    }

    @Test
    void aLoopOfInsertsNamesTheStatementThatWritesAll() throws Exception {
        Finding finding = only(() -> {
            for (long i = 1; i <= 3; i++) {
                shop.update("insert into book (id, title, author_id) values (?, ?, ?)", 50 + i, "t" + i, 101L);
            }
        });
        assertThat(finding.kind()).isEqualTo(Kind.DML_LOOP);
        assertThat(finding.suggestion())
                .isEqualTo("insert into book (id, title, author_id)"
                        + " select * from unnest(?::bigint[], ?::text[], ?::bigint[])\n"
                        + "or addBatch() for each row, and executeBatch() once");
    }

    @Test
    void theSuggestedWritesAreValid() throws Exception {
        Finding update = only(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.update("update book set title = ?, author_id = ? where id = ?", "new", 1L, book.id());
            }
        });
        Finding delete = only(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.update("delete from sale where book_id = ?", book.id());
            }
        });
        assertThat(update.suggestion())
                .startsWith("update book set title = u.title, author_id = u.author_id"
                        + " from unnest(?::text[], ?::bigint[], ?::bigint[]) as u(title, author_id, key)"
                        + " where book.id = u.key\n");
        assertThat(update.cause()).contains(new Cause(BOOKS, "id"));
        assertThat(delete.suggestion()).startsWith("delete from sale where book_id = any(?::bigint[])\n");
        assertThat(write(update, new String[] {"a", "b"}, new Long[] {7L, 8L}, new Long[] {1L, 2L}))
                .isEqualTo(2);
        assertThat(database.query("select title || author_id from book where id <= 2 order by id"))
                .containsExactly("a7", "b8");
        assertThat(write(delete, (Object) new Long[] {1L, 2L})).isZero();
    }

    private int write(Finding finding, Object... arrays) throws SQLException {
        String sql = finding.suggestion().lines().findFirst().orElseThrow();
        try (Connection connection = database.pool().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < arrays.length; i++) {
                update.setObject(i + 1, arrays[i]);
            }
            return update.executeUpdate();
        }
    }

    @Test
    void aQueryThatGivesSeveralRowsIsToMany() throws Exception {
        Finding finding = only(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.rows("select id, sold from sale where book_id = ?", book.id());
            }
        });
        assertThat(finding.suggestion())
                .startsWith(
                        "SALES_BY_BOOK_ID = Loaders.sql(\"sale\", \"select book_id, id, sold from sale where book_id = any(?)\","
                                + " Long.class).many(row -> ..)\n"
                                + "var sales = scope.related(books, Book::id, SALES_BY_BOOK_ID)");
        assertThat(finding.cause()).contains(new Cause(BOOKS, "id"));
    }

    @Test
    void aCountForEachRowAndTheFirstFewOfEachRowAreFound() throws Exception {
        List<Finding> found = found(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.text("select count(*) from sale where book_id = ?", book.id());
                shop.rows("select id, sold from sale where book_id = ? order by sold limit 1", book.id());
            }
        });
        assertThat(found).extracting(Finding::kind).containsExactly(Kind.N_PLUS_ONE, Kind.N_PLUS_ONE);
        assertThat(found.get(0).suggestion())
                .contains("COUNT_OF_SALES_BY_BOOK_ID")
                .contains("\"select book_id, count(*) from sale where book_id = any(?) group by book_id\"");
        assertThat(found.get(1).suggestion())
                .contains("from unnest(?) as k(key) cross join lateral (select id, sold from sale where book_id = k.key"
                        + " order by sold limit ?) as r");
    }

    @Test
    void theSuggestedQueriesAreValid() throws Exception {
        List<Finding> found = found(() -> {
            for (BookShop.Book book : shop.books()) {
                shop.author(book.authorId());
                shop.text("select count(*) from sale where book_id = ?", book.id());
                shop.text("select title from book where id in (?)", book.id());
                shop.text(
                        "select s.id from sale s where s.book_id = ? order by sold fetch first 1 rows only", book.id());
            }
        });
        assertThat(found).hasSize(4);
        for (Finding finding : found) {
            String sql = finding.suggestion()
                    .replaceAll("(?s)^.*?Loaders.sql\\(\"\\w+\", \"([^\"]+)\".*", "$1")
                    .replace("first ? rows", "first 1 rows");
            try (Connection connection = database.pool().getConnection();
                    PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, new Long[] {1L, 2L, 101L, 102L});
                try (ResultSet rows = query.executeQuery()) {
                    assertThat(rows.next()).as(sql).isTrue();
                    assertThat(rows.getLong(1)).as(sql).isIn(1L, 2L, 101L, 102L);
                    assertThat(rows.next()).as(sql).isTrue();
                }
            }
        }
    }
}
