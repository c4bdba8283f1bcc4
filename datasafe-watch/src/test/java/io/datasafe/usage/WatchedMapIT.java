package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.load.LoadScope;
import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bodies of a map send themselves, beside what they ask the scope for. */
class WatchedMapIT {
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

    private String author(long id) {
        try {
            return shop.author(id).name();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void isTheLoopOf(int statements, List<Finding> findings) {
        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Finding.Kind.N_PLUS_ONE);
            assertThat(found.count()).isEqualTo(statements);
            assertThat(found.place()).contains("BookShop.author");
            assertThat(found.toString()).contains("WatchedMapIT.lambda");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aQueryOfItsOwnForEachItemIsFound(int parallel) throws SQLException {
        try (WatchScope watched = Watch.of().scope("map");
                LoadScope s = LoadScope.on().parallel(parallel).open()) {
            List<String> names = s.map(shop.books(), book -> author(book.authorId()));
            assertThat(names).startsWith("author 1", "author 2").hasSize(5);
            isTheLoopOf(5, watched.findings());
            assertThat(watched.findings().get(0).cause().orElseThrow().column()).isEqualTo("author_id");
            assertThat(watched.statements()).isEqualTo(6);
        }
    }

    @Test
    void inANestedMapToo() {
        try (WatchScope watched = Watch.of().scope("map");
                LoadScope s = LoadScope.open()) {
            s.map(List.of(0, 1), i -> s.map(List.of(101L, 102L, 103L), id -> author(id + i)));
            isTheLoopOf(6, watched.findings());
        }
    }

    @Test
    void aScopeThatABodyOpensSeesItsOwnPartAlone() {
        try (WatchScope watched = Watch.of().scope("map");
                LoadScope s = LoadScope.open()) {
            List<Integer> each = s.map(List.of(101L, 102L, 103L), id -> {
                // Not closed: it is gone with the body.
                WatchScope own = Watch.of().scope("item " + id);
                author(id);
                return own.statements();
            });
            assertThat(each).containsExactly(1, 1, 1);
            isTheLoopOf(3, watched.findings());
        }
    }

    @Test
    void whatTheScopeBatchesIsOneStatement() throws SQLException {
        Loader<Long, String> names = Loaders.sql("name", "select id, name from author where id = any(?)", Long.class)
                .one(row -> row.getString(2), "nobody");
        try (WatchScope watched = Watch.of().scope("map");
                Connection connection = shop.connection();
                LoadScope s = LoadScope.open(connection)) {
            s.map(shop.books(), book -> s.get(names, book.authorId()));
            assertThat(watched.statements()).isEqualTo(2);
            assertThat(watched.findings()).isEmpty();
        }
    }

    @Test
    void afterABodyThatFailsAllIsAsBefore() {
        try (WatchScope watched = Watch.of().scope("map");
                LoadScope s = LoadScope.open()) {
            assertThatThrownBy(() -> s.map(List.of(101L, -1L, 103L), this::author))
                    .isInstanceOf(NullPointerException.class);
            assertThat(watched.statements()).isEqualTo(2);
            author(104);
            assertThat(watched.statements()).isEqualTo(3);
        }
        try (LoadScope s = LoadScope.open();
                WatchScope later = Watch.of().scope("later")) {
            s.map(List.of(101L), this::author);
            assertThat(later.statements()).isEqualTo(1);
        }
    }
}
