package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchEvent;
import io.datasafe.watch.WatchScope;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** Scopes and threads, reports, and the wrappers. */
class WatchScopeIT {
    private final Watch watch = Watch.of();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private PooledDatabase database;
    private BookShop shop;

    @BeforeEach
    void open() throws SQLException {
        database = PooledDatabase.open();
        shop = BookShop.on(database, 5);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    private void loop() {
        for (long id = 101; id <= 105; id++) {
            author(id);
        }
    }

    private BookShop.Author author(long id) {
        try {
            return shop.author(id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seesNothingOutsideOfScopesAndAfterTheirEnd() {
        WatchScope scope = watch.scope("short");
        scope.close();
        scope.close();
        loop();
        assertThat(scope.statements()).isZero();
        assertThat(scope.findings()).isEmpty();
        assertThat(scope.counts()).isEmpty();
    }

    @Test
    void seesTasksOfOtherThreadsThatWereHandedOver() throws Exception {
        try (WatchScope scope = watch.scope("parallel")) {
            List<BookShop.Book> books = shop.books();
            for (BookShop.Book book : books) {
                threads.submit(scope.forkCall(() -> shop.author(book.authorId())))
                        .get();
                threads.submit(() -> shop.author(book.authorId())).get();
            }
            assertThat(scope.findings())
                    .singleElement()
                    .satisfies(f -> assertThat(f.count()).isEqualTo(5))
                    .satisfies(f -> assertThat(f.cause().orElseThrow().column()).isEqualTo("author_id"));
        }
    }

    @Test
    void seesWhatAnExecutorOfItsOwnRuns() throws Exception {
        try (WatchScope scope = watch.scope("parallel")) {
            FutureTask<Object> task = new FutureTask<>(this::loop, null);
            scope.executor(threads).execute(task);
            task.get();
            threads.submit(scope.fork(this::loop)).get();
            threads.submit(this::loop).get();
            assertThat(scope.statements()).isEqualTo(10);
        }
    }

    @Test
    void anInnerScopeCountsForTheOuterToo() {
        try (WatchScope outer = watch.scope("outer")) {
            author(101);
            try (WatchScope inner = watch.scope("inner")) {
                loop();
                assertThat(inner.statements()).isEqualTo(5);
                assertThat(inner.name()).isEqualTo("inner");
            }
            author(102);
            assertThat(outer.statements()).isEqualTo(7);
            assertThat(outer.findings()).extracting(Finding::scope).containsExactly("outer");
        }
    }

    @Test
    void scopesCanBeClosedInTheWrongOrder() {
        WatchScope outer = watch.scope("outer");
        WatchScope inner = watch.scope("inner");
        outer.close();
        author(101);
        assertThat(outer.statements()).isZero();
        assertThat(inner.statements()).isEqualTo(1);
        inner.close();
        try (WatchScope next = watch.scope("next")) {
            author(101);
            assertThat(next.statements()).isEqualTo(1);
            assertThat(inner.statements()).isEqualTo(1);
        }
    }

    @Test
    void anotherThreadCannotCloseAScope() {
        try (WatchScope scope = watch.scope("mine")) {
            assertThatThrownBy(() -> threads.submit(scope::close).get())
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("scope \"mine\" was opened by the thread")
                    .hasMessageContaining("fork(..)");
        }
    }

    @Test
    void reportsEachFindingAtTheEnd() {
        List<Event> events = new ArrayList<>();
        try (WatchScope scope = Watch.builder().listener(events::add).build().scope("GET /books")) {
            loop();
            assertThat(events).isEmpty();
            assertThat(scope.findings()).hasSize(1);
        }
        assertThat(events).singleElement().isInstanceOfSatisfying(WatchEvent.Found.class, found -> {
            assertThat(found.scope()).isEqualTo("GET /books");
            assertThat(found.kind()).isEqualTo("N_PLUS_ONE");
            assertThat(found.source()).isEmpty();
            assertThat(found.sql()).isEqualTo("select name, country_id from author where id = ?");
            assertThat(found.count()).isEqualTo(5);
            assertThat(found.total()).isPositive();
            assertThat(found.place()).contains("BookShop.author");
            assertThat(found.message()).contains("candidate N+1");
        });
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        Watch failing = Watch.builder()
                .listener(event -> {
                    throw new AssertionError("listener");
                })
                .build();
        try (WatchScope scope = failing.scope("GET /books")) {
            loop();
            assertThat(scope.findings()).hasSize(1);
        }
        assertThat(author(101)).isNotNull();
    }

    @Test
    void watchesOnlyTheShareThatIsAskedFor() {
        Watch rare = Watch.builder().sample(Double.MIN_VALUE).build();
        try (WatchScope scope = rare.scope("not drawn")) {
            loop();
            scope.fork(this::loop).run();
            assertThat(scope.statements()).isZero();
            assertThat(scope.findings()).isEmpty();
            assertThat(scope.counts()).isEmpty();
        }
    }

    @Test
    void everyLayerBelowCanBeReached() throws SQLException {
        DataSource watched = shop.dataSource();
        assertThat(watched.unwrap(com.zaxxer.hikari.HikariDataSource.class)).isSameAs(database.pool());
        assertThat(Watch.watched(watched)).as("nothing is watched twice").isSameAs(watched);
        try (Connection connection = watched.getConnection();
                PreparedStatement query = connection.prepareStatement("select 1");
                Statement plain = connection.createStatement();
                ResultSet rows = plain.executeQuery("select 2")) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
            assertThat(query.unwrap(PGStatement.class).getPrepareThreshold()).isPositive();
            assertThat(query.getConnection()).isSameAs(connection);
            assertThat(plain.unwrap(Statement.class)).isSameAs(plain);
            assertThat(rows.isWrapperFor(ResultSet.class)).isTrue();
        }
    }

    @Test
    void aResultKnowsItsStatement() throws SQLException {
        try (WatchScope scope = watch.scope("the test");
                Connection connection = shop.connection();
                Statement plain = connection.createStatement()) {
            assertThat(plain.execute("select id from book")).isTrue();
            try (ResultSet rows = plain.getResultSet()) {
                assertThat(rows.getStatement()).isSameAs(plain);
            }
            plain.execute("insert into sale (book_id) values (1)", Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = plain.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getObject(1, Long.class)).isPositive();
            }
            assertThat(scope.statements()).isEqualTo(2);
        }
    }

    @Test
    void callsAreCounted() throws SQLException {
        try (WatchScope scope = watch.scope("the test");
                Connection connection = shop.connection();
                CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, java.sql.Types.VARCHAR);
            call.setString(2, "a");
            call.execute();
            assertThat(call.getString(1)).isEqualTo("A");
            assertThat(scope.statements()).isEqualTo(1);
        }
    }

    @Test
    void aStatementThatFailsIsCountedAndFailsAsBefore() {
        try (WatchScope scope = watch.scope("the test")) {
            assertThatThrownBy(() -> shop.text("select nonsense")).isInstanceOf(SQLException.class);
            assertThat(scope.statements()).isEqualTo(1);
        }
    }
}
