package io.datasafe.jooq.load;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import io.datasafe.load.LoadScope;
import io.datasafe.test.proxy.RoundTrips;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Authors, their books, and what was sold. Author i has i % 4 books; book ids are 1000 * author + n. */
abstract class JooqLibrary {
    record Author(long id, String name, @Nullable Long countryId) {
        static Author of(Record row) {
            return new Author(row.get(ID), row.get(NAME), row.get(COUNTRY_ID));
        }
    }

    record Book(long id, long authorId, int year) {
        static Book of(Record row) {
            return new Book(row.get(BOOK_ID), row.get(AUTHOR_ID), row.get(YEAR));
        }
    }

    static final int AUTHORS = 200;
    static final Field<Long> ID = field(name("author", "id"), SQLDataType.BIGINT);
    static final Field<String> NAME = field(name("author", "name"), SQLDataType.VARCHAR);
    static final Field<@Nullable Long> COUNTRY_ID = field(name("author", "country_id"), SQLDataType.BIGINT);
    static final Field<Long> COUNTRY = field(name("country", "id"), SQLDataType.BIGINT);
    static final Field<String> COUNTRY_NAME = field(name("country", "name"), SQLDataType.VARCHAR);
    static final Field<Long> BOOK_ID = field(name("book", "id"), SQLDataType.BIGINT);
    static final Field<Long> AUTHOR_ID = field(name("book", "author_id"), SQLDataType.BIGINT);
    static final Field<Integer> YEAR = field(name("book", "year"), SQLDataType.INTEGER);

    static final One<Long, @Nullable Author> AUTHOR =
            One.by(ID).select(ID, NAME, COUNTRY_ID).map(Author::of);
    static final One<Long, @Nullable String> COUNTRY_OF = One.by(COUNTRY).value(COUNTRY_NAME);
    static final Many<Long, Book> BOOKS =
            Many.by(AUTHOR_ID).select(BOOK_ID, YEAR).map(Book::of);

    JooqDatabase db;
    DSLContext dsl;
    LoadScope scope;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        DSLContext setUp = db.outside();
        setUp.execute("CREATE TABLE country (id bigint PRIMARY KEY, name text NOT NULL)");
        setUp.execute("CREATE TABLE author (id bigint PRIMARY KEY, name text NOT NULL, country_id bigint)");
        setUp.execute("CREATE TABLE book (id bigint PRIMARY KEY, author_id bigint NOT NULL, year int NOT NULL)");
        setUp.execute("INSERT INTO country SELECT i, 'country ' || i FROM generate_series(1, 10) i");
        setUp.execute("INSERT INTO author SELECT i, 'author ' || i, CASE WHEN i % 5 > 0 THEN i % 10 + 1 END"
                + " FROM generate_series(1, " + AUTHORS + ") i");
        setUp.execute(
                "INSERT INTO book SELECT a.id * 1000 + n, a.id, 2000 + n FROM author a, generate_series(1, a.id % 4) n");
        scope = JooqLoads.open(dsl);
    }

    @AfterEach
    void close() {
        scope.close();
        db.close();
    }

    /** As many ids of authors as wanted, from 1 on. */
    static List<Long> ids(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(i -> (long) i).toList();
    }

    /** Runs it with exactly so many queries. */
    void queries(int exactly, Consumer<LoadScope> work) {
        RoundTrips.on(db.proxy()).exactly(exactly).run(() -> work.accept(scope));
    }
}
