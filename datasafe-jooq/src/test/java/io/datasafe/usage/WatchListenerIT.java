package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.datasafe.jooq.watch.WatchListener;
import io.datasafe.test.DatasafeExtension;
import io.datasafe.watch.Cause;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Finding.Kind;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatasafeExtension.class)
class WatchListenerIT {
    private static final Table<Record> BOOK = table(name("book"));
    private static final Field<Long> BOOK_ID = field(name("book", "id"), SQLDataType.BIGINT);
    private static final Field<Long> AUTHOR_ID = field(name("book", "author_id"), SQLDataType.BIGINT);
    private static final Table<Record> AUTHOR = table(name("author"));
    private static final Field<Long> ID = field(name("author", "id"), SQLDataType.BIGINT);
    private static final Field<String> NAME = field(name("author", "name"), SQLDataType.VARCHAR);

    private DSLContext dsl;

    @BeforeEach
    void open(DataSource db) {
        dsl = DSL.using(db, SQLDialect.POSTGRES);
        dsl.execute("create table author (id bigint primary key, name text not null)");
        dsl.execute("create table book (id bigint primary key, author_id bigint not null)");
        dsl.execute("insert into author select 100 + n, 'author ' || n from generate_series(1, 5) n");
        dsl.execute("insert into book select n, 100 + n from generate_series(1, 5) n");
        dsl.configuration().set(WatchListener.of());
    }

    private List<Long> authors() {
        return dsl.select(BOOK_ID, AUTHOR_ID).from(BOOK).orderBy(BOOK_ID).fetch(AUTHOR_ID);
    }

    private String author(long id) {
        return dsl.select(NAME).from(AUTHOR).where(ID.eq(id)).fetchOne(NAME);
    }

    private Finding loop() {
        try (WatchScope scope = Watch.of().scope("GET /books")) {
            for (long id : authors()) {
                author(id);
            }
            assertThat(scope.statements()).isEqualTo(6);
            assertThat(scope.findings()).hasSize(1);
            return scope.findings().get(0);
        }
    }

    @Test
    void aLoopIsFoundWithItsCauseAndTheLoaderToWrite() {
        Finding finding = loop();
        assertThat(finding.kind()).isEqualTo(Kind.N_PLUS_ONE);
        assertThat(finding.place()).contains("WatchListenerIT.author");
        assertThat(finding.cause()).map(Cause::column).contains("author_id");
        assertThat(finding.suggestion())
                .isEqualTo("AUTHOR_BY_ID = One.by(AUTHOR.ID).map(Author::of)\n"
                        + "var author = scope.related(books, Book::authorId, AUTHOR_BY_ID)\n"
                        + "and in the loop author.of(book)");
    }

    @Test
    void aWatchedDataSourceUnderItCountsNothingTwice(DataSource db) {
        dsl = DSL.using(Watch.watched(db), SQLDialect.POSTGRES);
        dsl.configuration().set(WatchListener.of());
        assertThat(loop().count()).isEqualTo(5);
    }

    @Test
    void aWatchedDataSourceAloneSeesTheSame(DataSource db) {
        dsl = DSL.using(Watch.watched(db), SQLDialect.POSTGRES);
        assertThat(loop().suggestion()).contains("One.by(AUTHOR.ID)");
    }

    @Test
    void valuesThatJooqWritesIntoTheSqlAreSeen(DataSource db) {
        dsl = DSL.using(db, SQLDialect.POSTGRES, new Settings().withStatementType(StatementType.STATIC_STATEMENT));
        dsl.configuration().set(WatchListener.named("inlined"));
        Finding finding = loop();
        assertThat(finding.distinct()).isEqualTo(5);
        assertThat(finding.source()).isEqualTo("inlined");
        assertThat(finding.cause()).isPresent();
    }

    @Test
    void transactionsAndDerivedConfigurationsAreTheSameDataSource() {
        try (WatchScope scope = Watch.of().scope("GET /books")) {
            for (long id = 101; id <= 103; id++) {
                long key = id;
                dsl.transaction(tx ->
                        tx.dsl().select(NAME).from(AUTHOR).where(ID.eq(key)).fetch());
            }
            assertThat(scope.findings()).extracting(Finding::count).containsExactly(3);
        }
    }

    @Test
    void arraysListsAndBatchesAreNoLoops() {
        try (WatchScope scope = Watch.of().scope("GET /books")) {
            for (long i = 0; i < 4; i++) {
                dsl.select(NAME).from(AUTHOR).where(ID.in(i, i + 1)).fetch();
                dsl.select(NAME).from(AUTHOR).where(ID.eq(DSL.any(i, i + 1))).fetch();
                dsl.select(BOOK_ID)
                        .from(BOOK)
                        .orderBy(BOOK_ID)
                        .limit(2)
                        .offset(i)
                        .fetch();
                dsl.select(AUTHOR_ID)
                        .from(BOOK)
                        .orderBy(BOOK_ID)
                        .seek(i)
                        .limit(2)
                        .fetch();
                dsl.batch(dsl.insertInto(AUTHOR, ID, NAME).values((Long) null, null))
                        .bind(10 * i, "a")
                        .bind(10 * i + 1, "b")
                        .execute();
                dsl.batch("update author set name = 'c' where id = 1", "update author set name = 'c' where id = 2")
                        .execute();
            }
            assertThat(scope.findings()).isEmpty();
            assertThat(scope.statements()).isEqualTo(24);
        }
    }

    @Test
    void aLoopOfInsertsAndACountForEachRowAreFound() {
        try (WatchScope scope = Watch.of().scope("POST /books")) {
            List<Long> authors = authors();
            for (int i = 0; i < 3; i++) {
                dsl.insertInto(BOOK, BOOK_ID, AUTHOR_ID)
                        .values(50L + i, authors.get(i))
                        .execute();
                dsl.select(count())
                        .from(BOOK)
                        .where(AUTHOR_ID.eq(authors.get(i)))
                        .fetchOne();
            }
            assertThat(scope.findings()).extracting(Finding::kind).containsExactly(Kind.DML_LOOP, Kind.N_PLUS_ONE);
            assertThat(scope.findings().get(0).suggestion())
                    .contains("select * from unnest(?::bigint[], ?::bigint[])")
                    .contains("dsl.batch(query).bind(..)");
            assertThat(scope.findings().get(1).suggestion()).contains("One.count(BOOK.AUTHOR_ID)");
        }
    }
}
