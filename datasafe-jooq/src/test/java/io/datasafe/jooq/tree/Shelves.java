package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import io.datasafe.test.proxy.RoundTrips;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two trees, a loop of three with tails, a loop of one with a tail, and an orphan.
 *
 * <pre>
 * 1 shop            10 attic     20 <- 22     30 <- 30    40 (its parent is gone)
 *   2 books                        21           31
 *     4 novels                       22
 *       8 crime                        24
 *     5 maps (closed)                23
 *       9 city maps                    25
 *   3 toys
 *     6 trains
 *     7 dolls
 * </pre>
 */
abstract class Shelves {
    record Shelf(long id, String name) {
        static Shelf of(Record row) {
            return new Shelf(row.get(ID), row.get(NAME));
        }
    }

    static final Field<Long> ID = field(name("shelf", "id"), SQLDataType.BIGINT);
    static final Field<@Nullable Long> PARENT = field(name("shelf", "parent_id"), SQLDataType.BIGINT);
    static final Field<String> NAME = field(name("shelf", "name"), SQLDataType.VARCHAR(50));
    static final Field<Boolean> OPEN = field(name("shelf", "open"), SQLDataType.BOOLEAN);
    static final Field<Integer> WIDTH = field(name("shelf", "width"), SQLDataType.INTEGER);
    static final Field<JSON> NOTES = field(name("shelf", "notes"), SQLDataType.JSON);

    static final Tree<Long, Shelf> SHELVES =
            Tree.of(ID, PARENT).select(ID, NAME, OPEN, WIDTH, NOTES).map(Shelf::of);
    static final Walk<Long, Shelf> BELOW = SHELVES.descendants();
    static final Walk<Long, Shelf> ABOVE = SHELVES.ancestors();

    JooqDatabase db;
    DSLContext dsl;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        DSLContext setUp = db.outside();
        setUp.execute("CREATE TABLE shelf (id bigint PRIMARY KEY, parent_id bigint, name varchar(50) NOT NULL,"
                + " open boolean NOT NULL DEFAULT true, width int NOT NULL DEFAULT 2, notes json DEFAULT '{}')");
        setUp.execute("CREATE INDEX ON shelf (parent_id)");
        setUp.execute("INSERT INTO shelf VALUES (1, NULL, 'shop'), (2, 1, 'books'), (3, 1, 'toys'), (4, 2, 'novels'),"
                + " (5, 2, 'maps'), (6, 3, 'trains'), (7, 3, 'dolls'), (8, 4, 'crime'), (9, 5, 'city maps'), (10, NULL, 'attic'),"
                + " (20, 22, 'a'), (21, 20, 'b'), (22, 21, 'c'), (23, 21, 'd'), (24, 22, 'e'), (25, 23, 'f'),"
                + " (30, 30, 'self'), (31, 30, 'below'), (40, 999, 'orphan')");
        setUp.execute("UPDATE shelf SET open = false WHERE id = 5");
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** Runs it with exactly so many queries. */
    <T> T queries(int exactly, Supplier<T> work) {
        return RoundTrips.on(db.proxy()).exactly(exactly).call(work::get);
    }
}
