package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import io.datasafe.test.proxy.RoundTrips;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Categories, and the units of tenants, whose ids are unique within a tenant only. Both tables are empty at first, and take any parent. */
abstract class Categories {
    record Category(long id, @Nullable Long parentId, String name) {
        static Category of(Record row) {
            return new Category(row.get(ID), row.get(PARENT_ID), row.get(NAME));
        }
    }

    static final Field<Long> ID = field(name("category", "id"), SQLDataType.BIGINT);
    static final Field<@Nullable Long> PARENT_ID = field(name("category", "parent_id"), SQLDataType.BIGINT);
    static final Field<String> NAME = field(name("category", "name"), SQLDataType.CLOB);
    static final Field<Boolean> DELETED = field(name("category", "deleted"), SQLDataType.BOOLEAN);
    static final Field<@Nullable Integer> STOCK = field(name("category", "stock"), SQLDataType.INTEGER);
    static final Field<@Nullable Long> SOLD = field(name("category", "sold"), SQLDataType.BIGINT);
    static final Field<@Nullable BigDecimal> PRICE = field(name("category", "price"), SQLDataType.NUMERIC);
    static final Field<@Nullable Double> RATING = field(name("category", "rating"), SQLDataType.DOUBLE);
    static final Field<Integer> TENANT = field(name("unit", "tenant"), SQLDataType.INTEGER);
    static final Field<String> UNIT = field(name("unit", "id"), SQLDataType.VARCHAR);
    static final Field<@Nullable String> UNIT_PARENT = field(name("unit", "parent"), SQLDataType.VARCHAR);

    static final Tree<Long, Category> CATEGORIES =
            Tree.of(ID, PARENT_ID).select(NAME).map(Category::of);

    JooqDatabase db;
    DSLContext dsl;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        DSLContext setUp = db.outside();
        setUp.execute("CREATE TABLE category (id bigint PRIMARY KEY, parent_id bigint, name text NOT NULL,"
                + " deleted boolean NOT NULL DEFAULT false, stock int, sold bigint, price numeric, rating float8)");
        setUp.execute("CREATE INDEX ON category (parent_id)");
        setUp.execute("CREATE TABLE unit (tenant int, id text, parent text, PRIMARY KEY (tenant, id))");
        setUp.execute("CREATE INDEX ON unit (tenant, parent)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    void category(long id, @Nullable Long parent) {
        db.outside().execute("INSERT INTO category VALUES (?, ?, 'category ' || ?)", id, parent, id);
    }

    void unit(int tenant, String id, @Nullable String parent) {
        db.outside().execute("INSERT INTO unit VALUES (?, ?, ?)", tenant, id, parent);
    }

    /** Inserts them all at once. */
    void categories(Map<Long, @Nullable Long> parents) {
        db.outside()
                .execute(
                        "INSERT INTO category SELECT id, parent, 'category ' || id FROM unnest(?::bigint[], ?::bigint[]) AS t (id, parent)",
                        parents.keySet().toArray(Long[]::new),
                        parents.values().toArray(Long[]::new));
    }

    /** Ids from 1 in a random order, each with a parent: some are roots, some have a parent that is not there; loops only where wanted. */
    static Map<Long, @Nullable Long> randomForest(Random random, int size, boolean loops) {
        Map<Long, @Nullable Long> parents = new LinkedHashMap<>();
        List<Long> ids = new ArrayList<>();
        for (long id = 1; id <= size; id++) {
            ids.add(id);
        }
        Collections.shuffle(ids, random);
        for (int i = 0; i < size; i++) {
            int kind = random.nextInt(12);
            Long parent = kind == 0 || i == 0 ? null : kind == 1 ? (Long) (1_000_000L + i) : ids.get(random.nextInt(i));
            if (loops && random.nextInt(8) == 0) {
                parent = ids.get(random.nextInt(size));
            }
            parents.put(ids.get(i), parent);
        }
        return parents;
    }

    /** Runs it with exactly so many round trips. */
    void roundTrips(int exactly, Runnable work) {
        RoundTrips.on(db.proxy()).exactly(exactly).run(work::run);
    }
}
