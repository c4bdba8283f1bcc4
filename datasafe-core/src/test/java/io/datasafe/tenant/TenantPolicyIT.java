package io.datasafe.tenant;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policies let through: the rows of the tenant, and nothing without one. */
class TenantPolicyIT {
    private static final TenantPolicy POLICY = TenantPolicy.on("orders");

    private TenantDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = TenantDatabase.open();
        db.execute("INSERT INTO orders VALUES (1, 'a', 'x'), (2, 'a', 'x'), (3, 'b', 'x')");
        db.protect(POLICY);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void eachTenantSeesItsOwnRows() throws SQLException {
        assertThat(db.as("a", "SELECT id FROM orders ORDER BY id")).containsExactly("1", "2");
        assertThat(db.as("b", "SELECT id FROM orders")).containsExactly("3");
        assertThat(db.as("c", "SELECT id FROM orders")).isEmpty();
        assertThat(db.as("b", "SELECT id FROM orders WHERE id = 1 OR true")).containsExactly("3");
    }

    @Test
    void withoutATenantThereIsNoRowBeforeAndAfterTheSettingWasFirstUsed() throws SQLException {
        try (Connection connection = db.connect()) {
            assertThat(PooledDatabase.query(connection, "SELECT current_setting('app.tenant', true)"))
                    .containsOnlyNulls();
            assertThat(PooledDatabase.query(connection, "SELECT id FROM orders"))
                    .isEmpty();
            connection.setAutoCommit(false);
            execute(connection, "SELECT set_config('app.tenant', 'a', true)");
            connection.commit();
            assertThat(PooledDatabase.query(connection, "SELECT current_setting('app.tenant', true)"))
                    .containsExactly("");
            assertThat(PooledDatabase.query(connection, "SELECT id FROM orders"))
                    .isEmpty();
            connection.commit();
        }
    }

    @Test
    void foreignRowsCannotBeWritten() throws SQLException {
        assertThat(db.as("b", "UPDATE orders SET note = 'y' RETURNING id")).containsExactly("3");
        assertThat(db.as("b", "DELETE FROM orders WHERE id < 3 RETURNING id")).isEmpty();
        // Without RETURNING, which would have the new rows read, and so stopped by USING already.
        refused(() -> db.writeAs("b", "INSERT INTO orders VALUES (4, 'a')"));
        refused(() -> db.writeAs("b", "UPDATE orders SET tenant_id = 'a'"));
        refused(() ->
                db.writeAs("b", "INSERT INTO orders VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET tenant_id = 'b'"));
        refused(() -> db.writeAs("", "INSERT INTO orders VALUES (4, '')"));
        assertThat(db.query("SELECT id || tenant_id || note FROM orders ORDER BY id"))
                .containsExactly("1ax", "2ax", "3by");
    }

    @Test
    void anotherPermissivePolicyOpensNothing() throws SQLException {
        db.execute("CREATE POLICY report ON orders FOR SELECT USING (true)");
        assertThat(db.as("b", "SELECT id FROM orders")).containsExactly("3");
        assertThat(db.as("", "SELECT id FROM orders")).isEmpty();
        // The contrast: a permissive policy alone is joined by OR.
        db.execute("DROP POLICY datasafe_tenant ON orders");
        assertThat(db.as("b", "SELECT id FROM orders")).hasSize(3);
    }

    @Test
    void losingOneOfTheTwoPoliciesOpensNothing() throws SQLException {
        db.execute("DROP POLICY datasafe_tenant ON orders");
        assertThat(db.as("b", "SELECT id FROM orders")).containsExactly("3");
        db.protect(POLICY);
        db.execute("DROP POLICY datasafe_tenant_base ON orders");
        assertThat(db.as("b", "SELECT id FROM orders")).isEmpty();
    }

    @Test
    void theOwnerIsNoException() throws SQLException {
        db.execute("ALTER TABLE orders OWNER TO " + db.service());
        assertThat(db.as("b", "SELECT id FROM orders")).containsExactly("3");
        db.execute("ALTER TABLE orders NO FORCE ROW LEVEL SECURITY");
        assertThat(db.as("b", "SELECT id FROM orders")).hasSize(3);
    }

    @Test
    void theStatementsCanBeRunAgainAndReplaceWhatTheyMade() throws SQLException {
        db.protect(POLICY.setting("shop.owner"));
        assertThat(db.as("b", "SELECT id FROM orders")).isEmpty();
        db.protect(POLICY.oncePerStatement());
        db.protect(POLICY.oncePerStatement());
        assertThat(db.as("b", "SELECT id FROM orders")).containsExactly("3");
        assertThat(db.query("SELECT polname FROM pg_policy ORDER BY 1"))
                .containsExactly("datasafe_tenant", "datasafe_tenant_base");
    }

    @Test
    void aColumnCanBeFilledFromTheSetting() throws SQLException {
        db.protect(POLICY.columnDefault());
        assertThat(db.as("b", "INSERT INTO orders (id) VALUES (4) RETURNING tenant_id"))
                .containsExactly("b");
        // NOT NULL answers first, or else the policy would.
        assertThatThrownBy(() -> db.as("", "INSERT INTO orders (id) VALUES (5) RETURNING id"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void namesAreTakenLiterally() throws SQLException {
        db.execute("CREATE SCHEMA \"My Shop\"");
        db.execute(
                "CREATE TABLE \"My Shop\".\"a\"\"; DROP TABLE orders --\" (\"Tenant (id)::x\" varchar(20) NOT NULL)");
        db.execute("INSERT INTO \"My Shop\".\"a\"\"; DROP TABLE orders --\" VALUES ('a')");
        db.protect(TenantPolicy.on("\"My Shop\".\"a\"\"; DROP TABLE orders --\"")
                .column("\"Tenant (id)::x\"")
                .type("varchar(20)"));
        assertThat(db.query("SELECT relname FROM pg_class WHERE relforcerowsecurity ORDER BY 1"))
                .containsExactly("a\"; DROP TABLE orders --", "orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid or true", "uuid collate x", "setof uuid"})
    void wordsThatAreNoTypeAreRefusedByTheServer(String type) {
        assertThatThrownBy(() -> db.protect(POLICY.type(type)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("42"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void garbageIsAnErrorOrNoRowButNeverSomebodysRow(boolean once) throws SQLException {
        for (String type : List.of("uuid", "bigint", "text", "int")) {
            String value = type.equals("uuid") ? "gen_random_uuid()" : "7";
            db.execute("CREATE TABLE many_" + type + " AS SELECT n, " + value + "::" + type
                    + " AS tenant_id FROM generate_series(1, 10) n");
            TenantPolicy policy = TenantPolicy.on("many_" + type).type(type);
            db.protect(once ? policy.oncePerStatement() : policy);
            db.execute("GRANT SELECT ON many_" + type + " TO " + db.service());
            for (String garbage : List.of("%", "*", "x'' OR true", "null", "9999999999999999999999", "{}", "\\", " ")) {
                assertThat(rowsOrNone(garbage, "SELECT n FROM many_" + type))
                        .as(type + garbage)
                        .isEmpty();
            }
            assertThat(db.as("", "SELECT n FROM many_" + type)).isEmpty();
        }
        assertThat(db.as("7", "SELECT n FROM many_bigint")).hasSize(10);
    }

    private List<String> rowsOrNone(String tenant, String sql) throws SQLException {
        try {
            return db.as(tenant, sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("22");
            return List.of();
        }
    }

    @Test
    void aViewOfTheCallerOrOfAnOrdinaryOwnerIsFiltered() throws SQLException {
        String owner = db.role("owner", "");
        db.execute("CREATE VIEW mine WITH (security_invoker = true) AS SELECT * FROM orders");
        db.execute("CREATE VIEW owners AS SELECT * FROM orders");
        db.execute("ALTER VIEW owners OWNER TO " + owner);
        db.execute("GRANT SELECT ON orders TO " + owner);
        db.execute("GRANT SELECT ON mine, owners TO " + db.service());
        assertThat(db.as("b", "SELECT id FROM mine")).containsExactly("3");
        assertThat(db.as("b", "SELECT id FROM owners")).containsExactly("3");
    }

    @Test
    void aPartitionedTableIsFilteredFromAboveAndItsPartitionsNeedTheirOwnPolicy() throws SQLException {
        db.execute("CREATE TABLE event (day int, tenant_id text) PARTITION BY LIST (day)");
        db.execute("CREATE TABLE event_1 PARTITION OF event FOR VALUES IN (1)");
        db.execute("INSERT INTO event VALUES (1, 'a'), (1, 'b')");
        db.execute("GRANT SELECT ON event, event_1 TO " + db.service());
        db.protect(TenantPolicy.on("event"));
        assertThat(db.as("b", "SELECT tenant_id FROM event")).containsExactly("b");
        assertThat(db.as("b", "SELECT tenant_id FROM event_1")).containsExactly("a", "b");
        db.protect(TenantPolicy.on("event_1"));
        assertThat(db.as("b", "SELECT tenant_id FROM event_1")).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothPoliciesTogetherAreOneIndexCondition(boolean once) throws SQLException {
        db.execute("INSERT INTO orders SELECT n, 't' || n % 1000 FROM generate_series(10, 20000) n");
        db.execute("ANALYZE orders");
        db.protect(once ? POLICY.oncePerStatement() : POLICY);
        List<String> plan = db.as("t7", "EXPLAIN (COSTS OFF) SELECT count(*) FROM orders");
        assertThat(plan)
                .filteredOn(line -> line.contains("Index Cond: (tenant_id = "))
                .hasSize(1);
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan") || line.contains("Filter"));
        if (once) {
            assertThat(plan).anyMatch(line -> line.contains("InitPlan"));
        }
    }

    private interface Statement {
        void run() throws SQLException;
    }

    private static void refused(Statement statement) {
        SQLException caught = catchThrowableOfType(SQLException.class, statement::run);
        assertThat(caught.getSQLState()).isEqualTo("42501");
        assertThat(caught.getMessage()).contains("row-level security policy");
    }
}
