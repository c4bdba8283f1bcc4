package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.Transactions;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Finding.Kind;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.acme.PooledPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.samples.petclinic.OwnerPage;

/** What must not be found, and what must not be found twice: the noise that detectors are known for. */
class WatchQuietIT {
    private PooledDatabase database;
    private BookShop shop;

    @BeforeEach
    void open() throws SQLException {
        database = PooledDatabase.open();
        shop = BookShop.on(database, 20);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static List<Finding> found(Watch watch, Work work) throws Exception {
        try (WatchScope scope = watch.scope("the test")) {
            work.run();
            assertThat(scope.statements()).as("what was seen").isPositive();
            return scope.findings();
        }
    }

    private static List<Finding> found(Work work) throws Exception {
        return found(Watch.of(), work);
    }

    @Test
    void twoExecutionsAreNoLoop() throws Exception {
        assertThat(found(() -> {
                    for (long id = 101; id <= 102; id++) {
                        shop.author(id);
                    }
                }))
                .isEmpty();
    }

    @Test
    void arraysAndListsOfSeveralElementsAreBatches() throws Exception {
        assertThat(found(() -> {
                    for (long i = 0; i < 5; i++) {
                        shop.rows("select name from author where id = any(?)", (Object) new Long[] {i, i + 1});
                        shop.rows("select name from author where id in (?, ?)", i, i + 1);
                        shop.rows("select name from author where id in (" + i + ", " + (i + 1) + ", 7)");
                        shop.rows("select name from author where id = any(cast(? as bigint[]))", "{" + i + ",7}");
                        sqlArray(i, i + 1);
                    }
                }))
                .isEmpty();
    }

    private void sqlArray(Long... ids) throws SQLException {
        try (Connection connection = shop.connection();
                PreparedStatement query =
                        connection.prepareStatement("select a.name from author a join unnest(?) k(id) using (id)")) {
            query.setArray(1, connection.createArrayOf("bigint", ids));
            query.executeQuery().close();
        }
    }

    @Test
    void arraysAndListsOfOneElementAreNone() throws Exception {
        assertThat(found(() -> {
                    for (BookShop.Book book : shop.books()) {
                        shop.rows("select name from author where id = any(?)", (Object) new Long[] {book.authorId()});
                        shop.rows("select name from author where id in (?)", book.authorId());
                        shop.rows(
                                "select 1 from author where id = any(cast(? as bigint[]))",
                                "{" + book.authorId() + "}");
                        sqlArray(book.authorId());
                    }
                }))
                .hasSize(4)
                .allSatisfy(f -> assertThat(f.cause().orElseThrow().column()).isEqualTo("author_id"))
                .extracting(Finding::kind)
                .containsOnly(Kind.N_PLUS_ONE);
    }

    @Test
    void listsOfDifferentLengthsAreOneStatement() throws Exception {
        try (WatchScope scope = Watch.of().scope("the test")) {
            shop.rows("select name from author where id in (?)", 1L);
            shop.rows("select name from author where id in (?, ?)", 1L, 2L);
            shop.rows("select name from author where id in (?, ?, ?)", 1L, 2L, 3L);
            assertThat(scope.counts())
                    .containsExactly(java.util.Map.entry("select name from author where id in (?)", 3));
        }
    }

    @Test
    void aBatchIsOneStatementHoweverManyRowsItHas() throws Exception {
        try (WatchScope scope = Watch.of().scope("the test");
                Connection connection = shop.connection();
                PreparedStatement insert = connection.prepareStatement("insert into country values (?, ?)");
                Statement plain = connection.createStatement()) {
            for (int batch = 0; batch < 3; batch++) {
                for (int i = 0; i < 10; i++) {
                    insert.setLong(1, batch * 10 + i);
                    insert.setString(2, "n");
                    insert.addBatch();
                    plain.addBatch("update country set name = 'm' where id = " + i);
                }
                insert.executeBatch();
                plain.executeBatch();
            }
            insert.executeBatch();
            assertThat(scope.findings()).isEmpty();
            assertThat(scope.statements()).isEqualTo(6);
        }
    }

    @Test
    void insertsOfSeveralRowsAreBatches() throws Exception {
        assertThat(found(() -> {
                    for (long i = 0; i < 9; i += 2) {
                        shop.update("insert into country (id, name) values (?, ?), (?, ?)", i, "a", i + 1, "b");
                    }
                }))
                .isEmpty();
    }

    @Test
    void aBatchOfOneIsALoopAllTheSame() throws Exception {
        assertThat(found(() -> {
                    for (long i = 0; i < 3; i++) {
                        try (Connection connection = shop.connection();
                                PreparedStatement insert =
                                        connection.prepareStatement("insert into country values (?, 'n')")) {
                            insert.setLong(1, i);
                            insert.addBatch();
                            insert.executeBatch();
                        }
                    }
                }))
                .extracting(Finding::kind)
                .containsExactly(Kind.DML_LOOP);
    }

    @Test
    void thePagesOfOneResultAreNoLoop() throws Exception {
        assertThat(found(() -> {
                    for (int page = 0; page < 4; page++) {
                        shop.rows("select title from book order by id limit ? offset ?", 5, page * 5);
                        shop.rows("select title from book order by id limit 5 offset " + page * 5);
                        shop.rows("select title from book order by id offset ? rows fetch next ? rows only", page, 5);
                        shop.rows("select title from book where id > ? order by id limit 5", (long) page * 5);
                        shop.rows(
                                "select 1 from book where (title, id) > (?, ?) order by title, id limit 5",
                                "t" + page,
                                1L);
                        shop.rows(
                                "select 2 from book where title > ? or (title = ? and id > ?) order by title, id limit 5",
                                "t" + page,
                                "t" + page,
                                (long) page);
                    }
                }))
                .isEmpty();
    }

    @Test
    void aLoopOverTheFirstRowsOfEachIsNoPaging() throws Exception {
        assertThat(found(() -> {
                    for (BookShop.Book book : shop.books()) {
                        shop.rows(
                                "select sold from sale where book_id = ? and id > ? order by id limit 1",
                                book.id(),
                                0L);
                    }
                }))
                .extracting(Finding::kind)
                .containsExactly(Kind.N_PLUS_ONE);
    }

    @Test
    void eachOfTwoDataSourcesCountsForItself() throws Exception {
        BookShop first = new BookShop(Watch.watched("first", database.pool()));
        BookShop second = new BookShop(Watch.watched("second", database.pool()));
        assertThat(found(() -> {
                    for (long id = 101; id <= 102; id++) {
                        first.author(id);
                        second.author(id);
                    }
                }))
                .isEmpty();
        assertThat(found(() -> {
                    for (long id = 101; id <= 103; id++) {
                        first.author(id);
                    }
                }))
                .singleElement()
                .satisfies(f -> assertThat(f.toString()).contains("to:       first"));
    }

    @Test
    void twoPlacesCountForThemselves() throws Exception {
        assertThat(found(() -> {
                    for (long id = 101; id <= 102; id++) {
                        shop.author(id);
                    }
                    for (long id = 103; id <= 104; id++) {
                        shop.author(id);
                    }
                }))
                .isEmpty();
        assertThat(found(() -> {
                    for (long id = 101; id <= 103; id++) {
                        shop.author(id);
                    }
                    for (long id = 103; id <= 106; id++) {
                        shop.author(id);
                    }
                }))
                .extracting(Finding::count)
                .containsExactly(3, 4);
    }

    @Test
    void anApplicationMayLieInAPackageThatBeginsLikeALibrarys() throws Exception {
        OwnerPage page = new OwnerPage(shop.dataSource());
        assertThat(found(page::show)).isEmpty();
    }

    @Test
    void namedPackagesAreTheApplicationsEvenInsideALibrary() throws Exception {
        PooledPage page = new PooledPage(shop.dataSource());
        assertThat(found(page::show)).hasSize(1);
        assertThat(found(
                        Watch.builder()
                                .application("com.acme", "org.jdbi.v3.core.acme")
                                .build(),
                        page::show))
                .isEmpty();
        assertThat(found(Watch.builder().application("org.jdbi.v3.core.ac").build(), page::show))
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Watch.builder().application("com.acme.*"))
                .withMessage("application is \"com.acme.*\", must be the full name of a package, such as com.acme");
    }

    @Test
    void onePlaceReachedColdAndWarmIsOne() throws Exception {
        Method reflective = WatchQuietIT.class.getDeclaredMethod("name", long.class);
        assertThat(found(() -> {
                    for (long id = 101; id <= 120; id++) { // the JDK changes how it calls after some calls
                        reflective.invoke(this, id);
                    }
                }))
                .extracting(Finding::count)
                .containsExactly(20);
    }

    String name(long author) throws SQLException {
        return shop.author(author).name();
    }

    @Test
    void aRecursionIsOnePlace() throws Exception {
        assertThat(found(() -> down(101))).extracting(Finding::count).containsExactly(6);
    }

    private void down(long id) throws SQLException {
        shop.author(id);
        if (id < 106) {
            down(id + 1);
        }
    }

    @Test
    void whatIsIgnoredIsNotFound() throws Exception {
        Work loop = () -> {
            for (long id = 101; id <= 103; id++) {
                shop.author(id);
            }
        };
        assertThat(found(loop)).hasSize(1);
        assertThat(found(Watch.builder().ignore("io.datasafe.usage.BookShop").build(), loop))
                .isEmpty();
        assertThat(found(Watch.builder().ignore("io.datasafe.usage.Watch*").build(), loop))
                .isEmpty();
        assertThat(found(Watch.builder().ignore("io.datasafe.usage.Book").build(), loop))
                .hasSize(1);
        assertThat(found(Watch.builder().ignoreSql("from author where").build(), loop))
                .isEmpty();
        assertThat(found(Watch.builder().threshold(4).build(), loop)).isEmpty();
    }

    @Test
    void whatTransactionsSendForThemselvesIsNotCounted() throws Exception {
        Transactions tx = Transactions.on(shop.dataSource()).reportPosition().build();
        try (WatchScope scope = Watch.of().scope("the test")) {
            for (int i = 0; i < 5; i++) {
                tx.serializable().tenant("acme").resolvable().run(t -> {
                    try (Statement statement = t.connection().createStatement()) {
                        statement.execute("create table if not exists t (id int)");
                    }
                });
            }
            assertThat(scope.counts()).containsExactly(java.util.Map.entry("create table if not exists t (id int)", 5));
            assertThat(scope.findings()).isEmpty();
        }
    }

    @Test
    void aLoopInTransactionsIsSeenThroughThem() throws Exception {
        Transactions tx = Transactions.of(shop.dataSource());
        BookShop joined = new BookShop(tx.dataSource());
        assertThat(found(() -> tx.run(t -> {
                    for (BookShop.Book book : joined.books()) {
                        joined.author(book.authorId());
                    }
                })))
                .singleElement()
                .satisfies(f -> assertThat(f.cause().orElseThrow().column()).isEqualTo("author_id"));
    }
}
