import io.datasafe.jooq.JooqTransactions;
import io.datasafe.jooq.load.Discriminator;
import io.datasafe.jooq.load.Given;
import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.jooq.load.Key2;
import io.datasafe.jooq.load.Many;
import io.datasafe.jooq.load.One;
import io.datasafe.load.CompositeKey;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import io.datasafe.load.Poly;
import io.datasafe.load.Related;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

abstract class Page {
    Connection connection;
    DSLContext dsl;
    Transactions tx;
    JooqTransactions jtx;
    LoadScope s;
    List<Book> books;
    LocalDate monday;
    Loader<Long, @Nullable Author> AUTHOR;
    Loader<Long, String> COUNTRY;
    Loader<Long, Long> BOOK_COUNT;
    Loader<Long, @Nullable Target> POST;
    Loader<Long, @Nullable Target> PHOTO;

    Authors AUTHORS;
    Books BOOK;
    Sales SALE;
    Lines LINES;
    Vehicles VEHICLES;

    abstract static class Authors implements Table<Record> {
        Field<Long> ID;
        Field<String> NAME;
    }

    abstract static class Books implements Table<Record> {
        Field<Long> ID;
        Field<Long> AUTHOR_ID;
        Field<Integer> YEAR;
    }

    abstract static class Sales implements Table<Record> {
        Field<Long> BOOK_ID;
        Field<LocalDate> DAY;
    }

    abstract static class Lines implements Table<Record> {
        Field<Long> ORDER_ID;
        Field<Integer> NO;
    }

    abstract static class Vehicles implements Table<Record> {
        Field<Long> ID;
        Field<String> KIND;
    }

    interface Target {}

    record Line(long order) {
        static Line of(Record row) {
            return null;
        }
    }

    interface Vehicle {}

    record Car(long id) implements Vehicle {
        static Car of(Record row) {
            return null;
        }
    }

    record Truck(long id) implements Vehicle {
        static Truck of(Record row) {
            return null;
        }
    }

    record Author(long id, String name, Long countryId) {
        static Author of(ResultSet row) {
            return null;
        }

        static Author of(Record row) {
            return null;
        }
    }

    record Book(long id, String title, Long authorId) {
        static Book of(ResultSet row) {
            return null;
        }

        static Book of(Record row) {
            return null;
        }
    }

    record CopyKey(long bookId, String shelf) {}

    record Dto(String title, String author, long books) {}

    abstract Map<Currency, Double> fetchRates(Set<Currency> currencies);

    abstract void print(Object... values);

    abstract void update(Connection connection, String sql);
}
