package io.datasafe.jooq.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.datasafe.jooq.JooqDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultVisitListenerProvider;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what is kept of a query is what jOOQ would have sent. */
class RenderedQueryIT {
    private static final Field<Long> ID = field(name("thing", "id"), SQLDataType.BIGINT);
    private static final Field<String> TITLE = field(name("thing", "title"), SQLDataType.VARCHAR);

    private final AtomicInteger built = new AtomicInteger();
    private final List<String> sent = new ArrayList<>();
    private JooqDatabase db;
    private DSLContext dsl;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        dsl.configuration().set(org.jooq.ExecuteListener.onExecuteStart(ctx -> sent.add(ctx.sql())));
        db.outside().execute("CREATE TYPE mood AS ENUM ('happy', 'sad')");
        db.outside()
                .execute(
                        "CREATE TABLE thing (id bigint PRIMARY KEY, title varchar(50), doc jsonb, day date, owner uuid,"
                                + " feels mood)");
        db.outside()
                .execute("INSERT INTO thing SELECT i, 'thing ' || i, '{\"a\": 1}', DATE '2026-01-01' + i,"
                        + " '00000000-0000-0000-0000-000000000001', 'happy' FROM generate_series(1, 10) i");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private RenderedQuery where(Condition... conditions) {
        return query(arrays -> select(ID, TITLE)
                .from(table(name("thing")))
                .where(DSL.condition("{0} = any({1})", ID, arrays.get(0)))
                .and(DSL.and(conditions))
                .orderBy(ID));
    }

    private RenderedQuery query(Function<List<Field<?>>, Select<? extends Record>> template) {
        return new RenderedQuery(arrays -> {
            built.incrementAndGet();
            return template.apply(arrays);
        });
    }

    private static List<Field<?>> keys(Long... keys) {
        return List.of(val(keys, SQLDataType.BIGINT.array()));
    }

    @Test
    void isBuiltOnce() {
        RenderedQuery query = where();
        for (long id = 1; id <= 5; id++) {
            assertThat(query.fetch(dsl, keys(id, 6L)).getValues(ID)).containsExactly(id, 6L);
        }
        assertThat(query.fetch(dsl, keys())).isEmpty();
        assertThat(built).hasValue(1);
        assertThat(sent)
                .containsOnly("select \"thing\".\"id\", \"thing\".\"title\" from \"thing\" where ((\"thing\".\"id\""
                        + " = any(cast(? as bigint[]))) and true) order by \"thing\".\"id\"");
    }

    /** Values that are written into the text, before a bind and behind it, are none. */
    @Test
    void isBuiltOnceBesideValuesInTheText() {
        RenderedQuery query =
                where(ID.gt(DSL.inline(0L)), TITLE.ne("thing 2"), ID.lt(DSL.inline(9L)), TITLE.ne("thing 3"));
        assertThat(query.fetch(dsl, keys(1L, 2L)).getValues(ID)).containsExactly(1L);
        assertThat(query.fetch(dsl, keys(3L, 4L, 9L)).getValues(ID)).containsExactly(4L);
        assertThat(built).hasValue(1);
    }

    @Test
    void readsItAsOtherFields() {
        List<Field<?>> fields = List.of(field(name("a")), field(name("b"), SQLDataType.VARCHAR));
        RenderedQuery query = where();
        assertThat(query.fetch(dsl, keys(1L), fields).fields()).containsExactlyElementsOf(fields);
        assertThat(query.fetch(dsl, keys(2L), fields).getValues(1)).isEqualTo(List.of("thing 2"));
        assertThat(built).hasValue(1);
        RenderedQuery unkept = where(DSL.inline("\u0001x").ne(TITLE));
        assertThat(unkept.fetch(dsl, keys(3L), fields).getValues("b")).isEqualTo(List.of("thing 3"));
    }

    /** With whatever casts jOOQ writes around them, in whatever order. */
    @Test
    void keepsTheBindsOfItsConditions() {
        Condition[] conditions = {
            TITLE.ne("thing 2"),
            field(name("thing", "doc"), SQLDataType.JSONB).eq(JSONB.valueOf("{\"a\": 1}")),
            field(name("thing", "day"), SQLDataType.LOCALDATE)
                    .between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 5)),
            field(name("thing", "owner"), SQLDataType.UUID).in(new UUID(0, 1), new UUID(0, 2)),
            field(name("thing", "feels"), SQLDataType.VARCHAR)
                    .cast(SQLDataType.VARCHAR)
                    .eq("happy"),
            DSL.condition("'a?' <> ?", "a")
        };
        RenderedQuery query = where(conditions);
        for (int i = 0; i < 3; i++) {
            assertThat(query.fetch(dsl, keys(1L, 2L, 3L, 9L)).getValues(TITLE)).containsExactly("thing 1", "thing 3");
        }
        assertThat(built).hasValue(1);
        assertThat(sent.get(0))
                .isEqualTo(dsl.render(select(ID, TITLE)
                        .from(table(name("thing")))
                        .where(DSL.condition("{0} = any({1})", ID, keys(1L).get(0)))
                        .and(DSL.and(conditions))
                        .orderBy(ID)));
    }

    @Test
    void followsTheSettings() {
        RenderedQuery query = where();
        query.fetch(dsl, keys(1L));
        dsl.settings().withRenderQuotedNames(RenderQuotedNames.NEVER).withRenderNameCase(RenderNameCase.UPPER);
        query.fetch(dsl, keys(1L));
        assertThat(sent.get(1)).startsWith("select THING.ID, THING.TITLE from THING");
        assertThat(built).hasValue(2);
    }

    @Test
    void followsMappedSchemas() {
        db.outside().execute("CREATE SCHEMA tenant_b CREATE TABLE thing (id bigint, title varchar)");
        db.outside().execute("INSERT INTO tenant_b.thing VALUES (1, 'of b')");
        Field<Long> id = field(name("tenant_a", "thing", "id"), SQLDataType.BIGINT);
        RenderedQuery query = query(arrays -> select(TITLE)
                .from(table(name("tenant_a", "thing")))
                .where(DSL.condition("{0} = any({1})", id, arrays.get(0))));
        Settings mapped = new Settings()
                .withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema().withInput("tenant_a").withOutput("tenant_b")));
        DSLContext b = DSL.using(db.pool(), SQLDialect.POSTGRES, mapped);
        assertThat(query.sql(b, keys(1L))).contains("tenant_b").doesNotContain("tenant_a");
        assertThat(query.sql(dsl, keys(1L))).contains("tenant_a").doesNotContain("tenant_b");
    }

    /** A listener that changes queries, such as one that adds a tenant, is asked each time. */
    @Test
    void isRenderedEachTimeWhereAListenerMayChangeIt() {
        dsl.configuration().set(new DefaultVisitListenerProvider(org.jooq.VisitListener.onVisitStart(ctx -> {})));
        RenderedQuery query = where();
        query.fetch(dsl, keys(1L));
        query.fetch(dsl, keys(2L));
        assertThat(built).hasValue(2);
    }

    /** A text that cannot be cut is not. */
    @Test
    void isRenderedEachTimeWhereTheTextCannotBeKept() {
        RenderedQuery query = where(DSL.inline("\u0001x").ne(TITLE));
        assertThat(query.fetch(dsl, keys(1L)).getValues(TITLE)).containsExactly("thing 1");
        assertThat(query.fetch(dsl, keys(2L)).getValues(TITLE)).containsExactly("thing 2");
        int before = built.get();
        assertThat(query.fetch(dsl, keys(3L)).getValues(TITLE)).containsExactly("thing 3");
        assertThat(built).hasValue(before + 1);
    }

    @Test
    void keepsNoMoreFormsThanAreUsual() {
        RenderedQuery query = where();
        for (int depth = 0; depth < 40; depth++) {
            DSLContext other = DSL.using(db.pool(), SQLDialect.POSTGRES, new Settings().withQueryTimeout(depth + 1));
            assertThat(query.fetch(other, keys(1L))).hasSize(1);
            assertThat(query.fetch(other, keys(1L))).hasSize(1);
        }
        assertThat(built).hasValue(16 + 24 * 2);
    }
}
