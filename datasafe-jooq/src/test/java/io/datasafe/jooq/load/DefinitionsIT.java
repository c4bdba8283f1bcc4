package io.datasafe.jooq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.load.LoadException;
import io.datasafe.load.Poly;
import io.datasafe.load.Ref;
import io.datasafe.load.Related;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That each kind of definition answers for any number of keys with one query. */
class DefinitionsIT extends JooqLibrary {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void oneRowEach(int size) {
        queries(1, s -> {
            Related<Long, @Nullable Author> author = s.related(ids(size), id -> id, AUTHOR);
            for (long id : ids(size)) {
                assertThat(author.of(id)).isEqualTo(new Author(id, "author " + id, id % 5 > 0 ? id % 10 + 1 : null));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void manyRowsEach(int size) {
        queries(1, s -> {
            Related<Long, List<Book>> books = s.related(ids(size), id -> id, BOOKS.orderBy(YEAR.desc()));
            for (long id : ids(size)) {
                assertThat(books.of(id))
                        .extracting(Book::year)
                        .isEqualTo(LongStream.rangeClosed(1, id % 4)
                                .mapToObj(n -> (int) (2000 + id % 4 + 1 - n))
                                .toList());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aggregates(int size) {
        One<Long, Long> count = One.count(AUTHOR_ID);
        One<Long, BigDecimal> years = One.sum(AUTHOR_ID, YEAR);
        One<Long, Boolean> exists = One.exists(AUTHOR_ID);
        One<Long, Integer> last = One.aggregate(AUTHOR_ID, DSL.max(YEAR)).orElse(-1);
        queries(4, s -> {
            for (long id : ids(size)) {
                s.load(count, id);
                s.load(years, id);
                s.load(exists, id);
                s.load(last, id);
            }
            for (long id : ids(size)) {
                int books = (int) (id % 4);
                assertThat(s.get(count, id)).isEqualTo(books);
                assertThat(s.get(years, id)).isEqualByComparingTo("" + (2000 * books + books * (books + 1) / 2));
                assertThat(s.get(exists, id)).isEqualTo(books > 0);
                assertThat(s.get(last, id)).isEqualTo(books == 0 ? -1 : 2000 + books);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void theFirstOfEach(int size) {
        Many<Long, Book> newest = BOOKS.orderBy(YEAR.desc(), BOOK_ID.desc()).top(2);
        queries(1, s -> {
            Related<Long, List<Book>> books = s.related(ids(size), id -> id, newest);
            for (long id : ids(size)) {
                int n = (int) (id % 4);
                assertThat(books.of(id))
                        .extracting(Book::year)
                        .isEqualTo(LongStream.range(0, Math.min(2, n))
                                .mapToObj(i -> (int) (2000 + n - i))
                                .toList());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void keysOfTwoColumns(int size) {
        One<Key2<Long, Integer>, @Nullable Book> byYear =
                One.by(AUTHOR_ID, YEAR).select(BOOK_ID).map(Book::of);
        Many<Key2<Long, Integer>, Book> many =
                Many.by(AUTHOR_ID, YEAR).select(BOOK_ID).map(Book::of);
        Many<Key2<Long, Integer>, Book> top = many.orderBy(BOOK_ID).top(1);
        queries(3, s -> {
            var book = s.related(ids(size), id -> Key2.of(id, 2001), byYear);
            var books = s.related(ids(size), id -> Key2.of(id, 2002), many);
            var first = s.related(ids(size), id -> Key2.of(id, 2003), top);
            for (long id : ids(size)) {
                assertThat(book.of(id)).isEqualTo(id % 4 >= 1 ? new Book(id * 1000 + 1, id, 2001) : null);
                assertThat(books.of(id)).hasSize(id % 4 >= 2 ? 1 : 0);
                assertThat(first.of(id)).hasSize(id % 4 >= 3 ? 1 : 0);
            }
        });
    }

    @Test
    void keysOfThreeColumns() {
        One<Key3<Long, Long, Integer>, @Nullable Book> book =
                One.by(BOOK_ID, AUTHOR_ID, YEAR).select(BOOK_ID).map(Book::of);
        queries(1, s -> {
            s.load(book, Key3.of(1001L, 1L, 2002));
            assertThat(s.get(book, Key3.of(1001L, 1L, 2001))).isEqualTo(new Book(1001, 1, 2001));
        });
    }

    @Test
    void chainsCostAQueryALevel() {
        queries(2, s -> {
            Related<Long, @Nullable Author> author = s.related(ids(100), id -> id, AUTHOR);
            Related<Long, @Nullable String> country = author.then(Author::countryId, COUNTRY_OF);
            for (long id : ids(100)) {
                assertThat(country.of(id)).isEqualTo(id % 5 > 0 ? "country " + (id % 10 + 1) : null);
            }
        });
    }

    @Test
    void referencesCostAQueryForEachTypeThatOccurs() {
        Poly<Object> target = Poly.<Object>of("target")
                .on("author", AUTHOR)
                .on("country", COUNTRY_OF)
                .on("book", One.by(BOOK_ID).select(AUTHOR_ID, YEAR).map(Book::of));
        queries(2, s -> {
            var targets = s.related(ids(50), id -> Ref.of(id % 2 == 0 ? "author" : "country", id), target);
            assertThat(targets.of(2L)).isEqualTo(new Author(2, "author 2", 3L));
            assertThat(targets.of(3L)).isEqualTo("country 3");
            assertThat(targets.of(11L)).isNull();
        });
        assertThatThrownBy(() -> queries(0, s -> s.get(target, Ref.of("photo", 1L))))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining("loader 'target' knows no type \"photo\"");
    }

    @Test
    void rowsOfSeveralTypesInOneTableCostOneQuery() {
        Field<String> kind = field(name("kind"), SQLDataType.VARCHAR);
        Field<Long> id = field(name("vehicle", "id"), SQLDataType.BIGINT);
        db.outside().execute("CREATE TABLE vehicle (id bigint PRIMARY KEY, kind text NOT NULL)");
        db.outside().execute("INSERT INTO vehicle VALUES (1, 'car'), (2, 'truck'), (3, 'ship')");
        One<Long, @Nullable Object> vehicle = One.by(id)
                .select(kind)
                .map(Discriminator.<String, Object>of(kind)
                        .on("car", row -> "a car")
                        .on("truck", row -> 7.5));
        queries(1, s -> {
            s.load(vehicle, 2L);
            assertThat(s.get(vehicle, 1L)).isEqualTo("a car");
            assertThat(s.get(vehicle, 2L)).isEqualTo(7.5);
        });
        assertThatThrownBy(() -> scope.get(vehicle, 3L))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining("unknown type \"ship\" in column kind");
    }

    @Test
    void whatIsGivenBelongsToTheIdentity() {
        Given<Integer, One<Long, Long>> since = One.count(AUTHOR_ID).given(YEAR::ge);
        assertThat(since.of(2001)).isEqualTo(since.of(2001)).isNotEqualTo(since.of(2002));
        queries(2, s -> {
            assertThat(s.get(since.of(2002), 3L)).isEqualTo(2);
            assertThat(s.get(since.of(2003), 3L)).isEqualTo(1);
            assertThat(s.get(since.of(2002), 3L)).isEqualTo(2);
        });
    }

    @Test
    void oneTextForAnyNumberOfKeys() {
        List<One<Long, ?>> ones = List.of(AUTHOR, One.count(AUTHOR_ID), One.exists(AUTHOR_ID));
        for (One<Long, ?> one : ones) {
            assertThat(ids(100).stream()
                            .map(n -> new BatchQuery<>(one.selection()).sql(dsl, List.of(n)))
                            .collect(Collectors.toSet()))
                    .containsExactly(new BatchQuery<>(one.selection()).sql(dsl, ids(100)));
        }
        assertThat(new BatchQuery<>(AUTHOR.selection()).sql(dsl, List.of(1L)))
                .isEqualTo("select \"author\".\"id\", \"author\".\"name\", \"author\".\"country_id\" from \"author\""
                        + " where (\"author\".\"id\" = any(cast(? as bigint[])))");
    }

    @Test
    void manyKeysAreChunked() {
        List<Long> keys = new ArrayList<>(ids(20_000));
        queries(3, s -> s.related(keys, id -> id, AUTHOR).of(1L));
        queries(2, s -> s.related(ids(100), id -> id, BOOKS.chunk(50)).all());
    }

    @Test
    void aHundredThousandKeysFitIntoOneQuery() {
        queries(1, s -> s.related(ids(100_000), id -> id, AUTHOR.chunk(100_000)).of(200L));
    }

    @Test
    void conditionsLeaveRowsOut() {
        queries(
                1,
                s -> assertThat(s.get(BOOKS.where(YEAR.gt(2001)).where(YEAR.lt(2003)), 3L))
                        .extracting(Book::year)
                        .containsExactly(2002));
    }

    @Test
    void columnsThatAreMissingForTheKeyAreAdded() {
        queries(2, s -> {
            assertThat(s.get(Many.by(AUTHOR_ID).select(YEAR).orderBy(YEAR).map(row -> row.get(YEAR)), 2L))
                    .containsExactly(2001, 2002);
            assertThat(s.get(Many.by(AUTHOR_ID).value(YEAR).orderBy(YEAR), 2L)).containsExactly(2001, 2002);
        });
    }

    @Test
    void twoRowsForAKeyAreNoOne() {
        One<Long, @Nullable Book> book =
                One.by(AUTHOR_ID).select(BOOK_ID, YEAR).map(Book::of).named("book");
        assertThatThrownBy(() -> scope.get(book, 3L))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining("loader 'book' found two rows for one key in column author_id: use Many");
    }

    /** As jOOQ's generator writes them. */
    private static final class Countries extends TableImpl<Record> {
        private static final long serialVersionUID = 1L;

        final TableField<Record, Long> id = createField(name("id"), SQLDataType.BIGINT.nullable(false), this);
        final TableField<Record, String> title = createField(name("name"), SQLDataType.CLOB, this);

        Countries() {
            super(name("country"));
        }
    }

    @Test
    void aGeneratedTableKnowsItsColumns() {
        Countries countries = new Countries();
        One<Long, @Nullable String> country = One.by(countries.id).map(row -> row.get(countries.title));
        Many<String, Long> ids = Many.by(countries.title).map(row -> row.get(countries.id));
        queries(2, s -> {
            assertThat(s.get(country, 3L)).isEqualTo("country 3");
            assertThat(s.get(ids, "country 4")).containsExactly(4L);
        });
        assertThat(country.name()).isEqualTo("country by id");
        assertThat(country.tables()).contains("country");
    }

    @Test
    void nullInAColumnIsNothing() {
        One<Long, @Nullable Long> countryOf = One.by(ID).value(COUNTRY_ID);
        queries(1, s -> assertThat(s.get(countryOf, 5L)).isNull());
        One<Long, @Nullable Long> next = countryOf.map(id -> id + 1);
        queries(1, s -> assertThat(s.get(next, 5L)).isNull());
        queries(1, s -> assertThat(s.get(next, 6L)).isEqualTo(8));
        queries(1, s -> assertThat(s.get(countryOf.orElse(-1L), 5L)).isEqualTo(-1));
        queries(1, s -> assertThat(s.get(countryOf.orElse(-1L), 1_000L)).isEqualTo(-1));
    }

    @Test
    void aRowWithoutATypeIsRefused() {
        Discriminator<String, Object> kinds =
                Discriminator.<String, Object>of(NAME).on("a", row -> 1);
        db.outside().execute("ALTER TABLE author ALTER name DROP NOT NULL");
        db.outside().execute("UPDATE author SET name = NULL WHERE id = 1");
        assertThatThrownBy(() -> scope.get(One.by(ID).select(NAME).map(kinds), 1L))
                .isInstanceOf(LoadException.class)
                .hasStackTraceContaining("unknown type null in column name: add .on(..) for it; known types are [a]");
    }

    @Test
    void aDefinitionIsEqualToItselfAlone() {
        assertThat(AUTHOR)
                .isEqualTo(AUTHOR)
                .isNotEqualTo(AUTHOR.named("author by id"))
                .isNotEqualTo("author by id");
        assertThat(AUTHOR).hasToString("One author by id");
        assertThat(BOOKS.orderBy(YEAR).top(2)).hasToString("Many top 2 book by author_id");
        assertThat(One.exists(AUTHOR_ID)).hasToString("One existence of book by author_id");
    }
}
