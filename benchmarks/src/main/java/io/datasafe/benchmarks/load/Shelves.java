package io.datasafe.benchmarks.load;

import io.datasafe.benchmarks.server.Lodging;
import io.datasafe.benchmarks.server.TripCount;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A filled database, as far away as asked; filled once for a run. */
final class Shelves implements AutoCloseable {
    /** What the database is called, and how it is filled. */
    record Stock(String name, List<String> fill) {
        static Stock of(int authors) {
            return new Stock(
                    "library_" + authors,
                    List.of(
                            "create table country (id bigint primary key, name text not null)",
                            "insert into country select i, 'country ' || i from generate_series(1, 200) i",
                            "create table author (id bigint primary key, name text not null, country_id bigint not null)",
                            "insert into author select i, 'author ' || i, 1 + i % 200 from generate_series(1, "
                                    + authors + ") i",
                            "create table book (id bigint primary key, author_id bigint not null, year int not null,"
                                    + " title text not null)",
                            "insert into book select a * 100 + b, a, 2000 + b, 'title ' || b || ' of ' || a"
                                    + " from generate_series(1, " + authors + ") a, generate_series(1, 10) b",
                            "create index on book (author_id)",
                            "vacuum (analyze) country, author, book"));
        }

        /** Few authors who write a lot. */
        static Stock ofProlific(int authors, int books) {
            return new Stock(
                    "prolific_" + authors + "_" + books,
                    List.of(
                            "create table book (id bigint primary key, author_id bigint not null, year int not null,"
                                    + " title text not null)",
                            "insert into book select b * 1000 + a, a, 1500 + (b * 7919 + a * 31) % 500, 'title ' || b"
                                    + " from generate_series(1, " + books + ") b, generate_series(1, " + authors
                                    + ") a",
                            "create index on book (author_id, year desc, id desc)",
                            "vacuum (analyze) book"));
        }
    }

    private final Lodging lodging;
    private final FaultProxy proxy;
    private Desk desk;

    Shelves(Stock stock) throws SQLException {
        lodging = Lodging.shared(stock.name(), stock.fill());
        proxy = FaultProxy.start(lodging.server().host(), lodging.server().port());
        desk = new Desk(lodging, proxy.host(), proxy.port());
    }

    Desk desk() {
        return desk;
    }

    <S> void count(BenchmarkParams params, Class<S> type, S state, int keys, int calls) {
        TripCount.count(params, proxy, type, state, keys, calls);
    }

    /** From now on as far away as this, in milliseconds; at 0 there is no proxy in the way. */
    void moveAway(double millis) throws SQLException {
        if (millis == 0) {
            desk.close();
            desk = new Desk(lodging, lodging.server().host(), lodging.server().port());
        } else {
            proxy.delay(Duration.ofNanos((long) (millis * 1_000_000 / 2)));
        }
    }

    @Override
    public void close() throws SQLException {
        desk.close();
        proxy.close();
        lodging.close();
    }
}
