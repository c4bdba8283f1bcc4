package io.datasafe.jooq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.table;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.load.LoadScope;
import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.tx.Transactions;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a scope's answers are as fresh as its transaction. */
class WritesIT extends JooqLibrary {
    private JooqTransactions tx;

    @BeforeEach
    void transactions() {
        tx = JooqTransactions.of(Transactions.of(db.pool()));
    }

    private static String nameOf(LoadScope scope, long id) {
        return scope.related(java.util.List.of(id), key -> key, AUTHOR)
                .orThrow(id)
                .name();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update author set name = 'new' where id = 1",
                "with x as (update public.author set name = 'new' where id = 1 returning id) select id from x",
                "select 1; update \"author\" set name = 'new' where id = 1",
                "select 'x' like 'y' escape'\\'; update author set name = 'new' where id = 1",
                "select 1 as a$x$b; update author set name = 'new' where id = 1",
                "select name'\\' as q; update author set name = 'new'",
                "-- c\rupdate author set name = 'new'",
                "with recursive x as (select 1 as id union all select id + 1 from x where id < 2) search depth first by id set o update author set name = 'new'",
                "with recursive x as (select 1 as id union all select id + 1 from x where id < 2) cycle id set c using p update author set name = 'new'",
                "update U&\"\\0061uthor\" set name = 'new' where id = 1",
                "do $$ begin update author set name = 'new' where id = 1; end $$"
            })
    void whatIsWrittenIsReadAnew(String sql) {
        tx.run(t -> {
            assertThat(nameOf(t.loads(), 1)).isEqualTo("author 1");
            t.dsl().execute(sql);
            assertThat(nameOf(t.loads(), 1)).isEqualTo("new");
        });
    }

    @Test
    void otherTablesStay() {
        tx.run(t -> {
            t.loads().get(BOOKS, 1L);
            t.loads().get(AUTHOR, 1L);
            RoundTrips.on(db.proxy()).exactly(2).run(() -> {
                t.dsl()
                        .update(table("author"))
                        .set(NAME, "new")
                        .where(ID.eq(1L))
                        .execute();
                t.loads().get(BOOKS, 1L);
                t.loads().get(AUTHOR, 1L);
                t.loads().get(AUTHOR, 1L);
            });
        });
    }

    @Test
    void aBatchAndASubqueryAreSeenToo() {
        One<Long, Long> counted = One.count(AUTHOR_ID).where(DSL.condition("exists (select 1 from author)"));
        tx.run(t -> {
            assertThat(t.loads().get(counted, 1L)).isEqualTo(1);
            t.dsl().truncate("book").execute();
            assertThat(t.loads().get(counted, 1L)).isZero();
            Query insert = t.dsl().query("insert into book values (1, 1, 2000)");
            t.dsl()
                    .batch(insert, t.dsl().query("insert into book values (2, 1, 2000)"))
                    .execute();
            assertThat(t.loads().get(counted, 1L)).isEqualTo(2);
            t.dsl().execute("delete from author");
            assertThat(t.loads().get(counted, 1L)).isZero();
        });
    }

    @Test
    void aRolledBackSavepointForgetsAll() {
        tx.run(t -> {
            assertThatThrownBy(() -> t.savepoint(s -> {
                        s.dsl().execute("update author set name = 'undone'");
                        assertThat(nameOf(t.loads(), 1)).isEqualTo("undone");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(nameOf(t.loads(), 1)).isEqualTo("author 1");
        });
    }

    @Test
    void theScopeEndsWithItsTransaction() {
        LoadScope kept = tx.call(t -> t.loads());
        assertThatIllegalStateException().isThrownBy(() -> kept.get(AUTHOR, 1L)).withMessageContaining("ended");
        LoadScope rolledBack = null;
        for (int i = 0; i < 2; i++) {
            LoadScope[] scopes = new LoadScope[1];
            assertThatThrownBy(() -> tx.run(t -> {
                        scopes[0] = tx.current().orElseThrow().loads();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(scopes[0]).isNotSameAs(rolledBack);
            rolledBack = scopes[0];
        }
        LoadScope last = rolledBack;
        assertThatIllegalStateException().isThrownBy(() -> last.forgetAll());
    }

    @Test
    void aContextOfOnesOwnIsSeenWhenAsked() {
        DSLContext seen = JooqLoads.seeingWrites(dsl);
        assertThat(nameOf(scope, 1)).isEqualTo("author 1");
        seen.execute("update author set name = 'new'");
        assertThat(nameOf(scope, 1)).isEqualTo("new");
        dsl.execute("update author set name = 'unseen'");
        assertThat(nameOf(scope, 1)).isEqualTo("new");
        scope.forget("author");
        assertThat(nameOf(scope, 1)).isEqualTo("unseen");
    }

    @Test
    void withMappedNamesAWriteForgetsEverything() {
        RenderMapping mapping = new RenderMapping()
                .withSchemata(new MappedSchema()
                        .withInput("")
                        .withTables(new MappedTable().withInput("writer").withOutput("author")));
        DSLContext mapped = JooqLoads.seeingWrites(
                DSL.using(db.pool(), SQLDialect.POSTGRES, new Settings().withRenderMapping(mapping)));
        assertThat(nameOf(scope, 1)).isEqualTo("author 1");
        mapped.execute("update country set name = 'any'");
        dsl.execute("update author set name = 'new'");
        assertThat(nameOf(scope, 1)).isEqualTo("new");
    }

    @Test
    void aSnapshotIsOfOneMoment() {
        JooqLoads.readOnlySnapshot(tx, s -> {
            assertThat(nameOf(s, 1)).isEqualTo("author 1");
            dsl.execute("update author set name = 'later'");
            assertThat(nameOf(s, 2)).isEqualTo("author 2");
            return null;
        });
        assertThatIllegalStateException().isThrownBy(() -> tx.run(t -> JooqLoads.readOnlySnapshot(tx, s -> null)));
    }

    @Test
    void paranoidModeFindsAWriteThatNobodyTold() {
        try (LoadScope paranoid = JooqLoads.on(dsl).named("page").paranoid().open()) {
            paranoid.get(AUTHOR, 1L);
            paranoid.get(AUTHOR, 1L);
            db.outside().execute("update author set name = 'secret'");
            assertThatThrownBy(() -> paranoid.get(AUTHOR, 1L))
                    .hasMessageContaining("author by id")
                    .hasMessageContaining("page")
                    .hasMessageNotContaining("secret");
        }
    }
}
