package io.datasafe.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.tenant.TenantFinding.Kind;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.RoundTrips;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What voids a policy is found, and its cure cures it. */
class TenantAuditIT {
    private static final TenantPolicy POLICY = TenantPolicy.on("orders");

    private TenantDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = TenantDatabase.open();
        db.protect(POLICY);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    private List<TenantFinding> verify(TenantPolicy policy) throws SQLException {
        try (Connection connection = db.connect()) {
            return policy.verify(connection);
        }
    }

    /** What is found after the statement, and nothing after its cure. */
    private TenantFinding onlyFindingAfter(String sql, Kind kind) throws SQLException {
        assertThat(verify(POLICY)).isEmpty();
        db.execute(sql);
        List<TenantFinding> found = verify(POLICY);
        assertThat(found).extracting(TenantFinding::kind).containsExactly(kind);
        db.execute(found.get(0).cure());
        assertThat(verify(POLICY)).isEmpty();
        return found.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "text, text",
        "varchar(20), varchar(20)",
        "varchar(20), text",
        "uuid, uuid",
        "bigint, bigint",
        "int, integer",
        "timestamp(3) with time zone, timestamptz(3)",
        "\"Tenant No\", \"Tenant No\"",
        "\"Tenant No\", bigint"
    })
    void findsNothingInWhatTheDdlMade(String columnType, String policyType) throws SQLException {
        db.execute("CREATE DOMAIN \"Tenant No\" AS bigint");
        db.execute("CREATE SCHEMA \"My Shop\"");
        db.execute("GRANT USAGE ON SCHEMA \"My Shop\" TO " + db.service());
        db.execute("CREATE TABLE \"My Shop\".\"Order (Lines)\" (\"Te:: nant\" " + columnType + " PRIMARY KEY)");
        TenantPolicy policy = TenantPolicy.on("\"My Shop\".\"Order (Lines)\"")
                .column("\"Te:: nant\"")
                .type(policyType)
                .setting("my.Tenant_1");
        db.protect(policy);
        assertThat(verify(policy)).isEmpty();
        assertThat(verify(policy.oncePerStatement())).isEmpty();
        db.protect(policy.oncePerStatement());
        assertThat(verify(policy)).isEmpty();
        assertThat(verify(policy.setting("app.tenant")))
                .extracting(TenantFinding::kind)
                .containsOnly(Kind.POLICY_MISSING);
    }

    @Test
    void asksInOneRoundTripAndTakesADataSource() throws Exception {
        try (PooledDatabase pooled = PooledDatabase.open()) {
            pooled.execute("CREATE TABLE orders (tenant_id text PRIMARY KEY)");
            RoundTrips.on(pooled.proxy())
                    .exactly(1)
                    .run(() -> assertThat(POLICY.verify(pooled.pool())).isNotEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPERUSER", "BYPASSRLS", "SUPERUSER BYPASSRLS"})
    void findsARoleThatBypasses(String attributes) throws SQLException {
        TenantFinding found = onlyFindingAfter("ALTER ROLE " + db.service() + " " + attributes, Kind.ROLE_BYPASSES);
        assertThat(found.subject()).isEqualTo(db.service());
        assertThat(found.kind().voids()).isTrue();
        assertThat(found.toString())
                .startsWith("ROLE_BYPASSES " + db.service() + ": no policy applies to this role")
                .endsWith("Cure: ALTER ROLE " + db.service() + " NOSUPERUSER NOBYPASSRLS");
    }

    @Test
    void findsARoleThatCanBecomeOneThatBypasses() throws SQLException {
        String admin = db.role("admin", "BYPASSRLS");
        String team = db.role("team", "");
        db.execute("GRANT " + admin + " TO " + team);
        TenantFinding found = onlyFindingAfter("GRANT " + team + " TO " + db.service(), Kind.ROLE_CAN_BYPASS);
        assertThat(found.message())
                .isEqualTo("role " + db.service() + " can become this role, to which no policy applies");
        assertThat(found.subject()).isEqualTo(admin);
    }

    @Test
    void findsASessionThatCanGoBackToOneThatBypasses() throws SQLException {
        String admin = db.role("admin", "LOGIN BYPASSRLS PASSWORD '" + TenantDatabase.PASSWORD + "'");
        db.execute("GRANT " + db.service() + " TO " + admin);
        try (Connection connection = DriverManager.getConnection(db.url(), admin, TenantDatabase.PASSWORD)) {
            PooledDatabase.execute(connection, "SET ROLE " + db.service());
            List<TenantFinding> found = POLICY.verify(connection);
            assertThat(found).extracting(TenantFinding::kind).containsExactly(Kind.ROLE_CAN_BYPASS);
            db.execute(found.get(0).cure());
            assertThat(POLICY.verify(connection)).isEmpty();
        }
    }

    @Test
    void findsSecurityThatIsOffOrNotForced() throws SQLException {
        onlyFindingAfter("ALTER TABLE orders DISABLE ROW LEVEL SECURITY", Kind.SECURITY_OFF);
        onlyFindingAfter("ALTER TABLE orders NO FORCE ROW LEVEL SECURITY", Kind.NOT_FORCED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP POLICY datasafe_tenant ON orders",
                "DROP POLICY datasafe_tenant_base ON orders",
                "ALTER POLICY datasafe_tenant ON orders TO pg_monitor",
                "ALTER POLICY datasafe_tenant ON orders USING (true)",
                "ALTER POLICY datasafe_tenant ON orders WITH CHECK (true)",
                "ALTER POLICY datasafe_tenant ON orders USING (tenant_id = current_setting('app.tenant'))",
                "ALTER POLICY datasafe_tenant ON orders USING (tenant_id::\"char\" = nullif(current_setting('app.tenant', true), '')::\"char\")",
                "ALTER POLICY datasafe_tenant ON orders USING (id::text = nullif(current_setting('app.tenant', true), ''))",
                "ALTER POLICY datasafe_tenant ON orders USING (tenant_id <> nullif(current_setting('app.tenant', true), ''))",
                "ALTER POLICY datasafe_tenant ON orders USING (tenant_id = nullif(current_setting('app.tenant', true), '') OR id > 7)",
                "DROP POLICY datasafe_tenant ON orders; CREATE POLICY datasafe_tenant ON orders AS RESTRICTIVE FOR SELECT"
                        + " USING (tenant_id = nullif(current_setting('app.tenant', true), ''))",
                "DROP POLICY datasafe_tenant ON orders; CREATE POLICY datasafe_tenant ON orders AS RESTRICTIVE"
                        + " WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''))"
            })
    void findsAPolicyThatIsMissingOrSaysSomethingElse(String sql) throws SQLException {
        TenantFinding found = onlyFindingAfter(sql, Kind.POLICY_MISSING);
        assertThat(found.message())
                .startsWith("it has no " + (sql.contains("base") ? "permissive" : "restrictive") + " policy for all");
    }

    @Test
    void aSoundPolicyMayHaveAnyNameAndNoCheckOfItsOwn() throws SQLException {
        db.execute("ALTER POLICY datasafe_tenant ON orders RENAME TO other");
        assertThat(verify(POLICY)).isEmpty();
        db.execute("DROP POLICY other ON orders; CREATE POLICY other ON orders AS RESTRICTIVE"
                + " USING (tenant_id = nullif(current_setting('app.tenant', true), ''))");
        assertThat(verify(POLICY)).isEmpty();
    }

    @Test
    void findsAPermissivePolicyOnlyWhereNoRestrictiveOneStopsIt() throws SQLException {
        db.execute("CREATE POLICY \"All of it\" ON orders USING (true)");
        assertThat(verify(POLICY)).isEmpty();
        db.execute("DROP POLICY datasafe_tenant ON orders");
        List<TenantFinding> found = verify(POLICY);
        assertThat(found).extracting(TenantFinding::kind).containsExactly(Kind.POLICY_MISSING, Kind.POLICY_OPEN);
        assertThat(found.get(1).message()).startsWith("policy \"All of it\" is permissive");
        db.execute(found.get(1).cure());
        assertThat(verify(POLICY)).extracting(TenantFinding::kind).containsExactly(Kind.POLICY_MISSING);
    }

    @Test
    void findsPartitionsAndParentsThatCanBeUsedDirectly() throws SQLException {
        db.execute("CREATE TABLE event (day int, tenant_id text NOT NULL) PARTITION BY LIST (day)");
        db.execute("CREATE TABLE event_1 PARTITION OF event FOR VALUES IN (1) PARTITION BY LIST (day)");
        db.execute("CREATE TABLE \"Event 1a\" PARTITION OF event_1 FOR VALUES IN (1)");
        TenantPolicy policy = TenantPolicy.on("event");
        db.protect(policy);
        TenantFinding index = verify(policy).get(0);
        assertThat(index.kind()).isEqualTo(Kind.INDEX_MISSING);
        db.execute(index.cure());
        assertThat(verify(policy)).isEmpty();

        db.execute("GRANT SELECT (day) ON \"Event 1a\" TO " + db.service());
        db.execute("GRANT UPDATE ON event_1 TO " + db.service());
        List<TenantFinding> found = verify(policy);
        assertThat(found).extracting(TenantFinding::kind).containsOnly(Kind.RELATIVE_OPEN);
        assertThat(found).extracting(TenantFinding::subject).containsExactly("\"Event 1a\"", "event_1");
        for (TenantFinding each : found) {
            db.execute(each.cure());
        }
        assertThat(verify(policy)).isEmpty();

        db.execute("GRANT SELECT ON event TO " + db.service());
        db.execute("ALTER TABLE event NO FORCE ROW LEVEL SECURITY");
        TenantPolicy partition = TenantPolicy.on("event_1");
        assertThat(verify(partition)).extracting(TenantFinding::subject).containsExactly("event");
    }

    @Test
    void findsAViewOfAnOwnerWhoBypasses() throws SQLException {
        TenantFinding found = onlyFindingAfter(
                "CREATE VIEW \"Every order\" AS SELECT * FROM orders; GRANT SELECT ON \"Every order\" TO "
                        + db.service(),
                Kind.VIEW_BYPASSES);
        assertThat(found.subject()).isEqualTo("\"Every order\"");
        assertThat(found.message()).contains("as its owner postgres");
    }

    @Test
    void findsAViewThatIsReachedThroughAnother() throws SQLException {
        db.execute("CREATE VIEW inner_view AS SELECT * FROM orders");
        assertThat(verify(POLICY)).as("nobody may read it").isEmpty();
        TenantFinding found = onlyFindingAfter(
                "CREATE VIEW outer_view AS SELECT * FROM inner_view; GRANT SELECT ON outer_view TO " + db.service(),
                Kind.VIEW_BYPASSES);
        assertThat(found.subject()).isEqualTo("inner_view");
    }

    @Test
    void findsAMaterializedViewOfAViewOfTheTable() throws SQLException {
        db.execute("CREATE VIEW inner_view WITH (security_invoker) AS SELECT * FROM orders");
        TenantFinding found = onlyFindingAfter(
                "CREATE MATERIALIZED VIEW copy AS SELECT * FROM inner_view; GRANT SELECT ON copy TO " + db.service(),
                Kind.VIEW_COPIES);
        assertThat(found.subject()).isEqualTo("copy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLE %1$s", "DATABASE %2$s", "ROLE %1$s IN DATABASE %2$s"})
    void findsATenantThatIsThereBeforeAnyIsSet(String place) throws SQLException {
        String named = place.formatted(db.service(), db.name());
        TenantFinding found = onlyFindingAfter("ALTER " + named + " SET app.tenant = 'a'", Kind.TENANT_PRESET);
        assertThat(found.subject()).isEqualTo(named);
        assertThat(found.cure()).isEqualTo("ALTER " + named + " RESET app.tenant");
    }

    @Test
    void findsATenantThatTheSessionHas() throws SQLException {
        try (Connection connection = db.connect()) {
            PooledDatabase.execute(connection, "SET app.tenant = 'a'");
            TenantFinding found = POLICY.verify(connection).get(0);
            assertThat(found.kind()).isEqualTo(Kind.TENANT_PRESET);
            PooledDatabase.execute(connection, found.cure());
            assertThat(POLICY.verify(connection)).isEmpty();
        }
    }

    @Test
    void findsWhoMayTruncate() throws SQLException {
        TenantFinding found =
                onlyFindingAfter("GRANT TRUNCATE ON orders TO PUBLIC, " + db.service(), Kind.TRUNCATE_ALLOWED);
        assertThat(found.cure()).contains("FROM PUBLIC", "FROM " + db.service());
        onlyFindingAfter("ALTER TABLE orders OWNER TO " + db.service(), Kind.TRUNCATE_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ON DELETE CASCADE",
                "ON DELETE SET NULL",
                "MATCH SIMPLE ON UPDATE CASCADE ON DELETE SET NULL (customer)"
            })
    void findsAForeignKeyThatLeavesTheTenantOut(String action) throws SQLException {
        db.execute("CREATE TABLE \"Customer (old)\" (\"No\" int PRIMARY KEY, tenant_id text NOT NULL)");
        db.protect(TenantPolicy.on("\"Customer (old)\""));
        db.execute("INSERT INTO \"Customer (old)\" VALUES (7, 'b')");
        TenantFinding found = onlyFindingAfter(
                "ALTER TABLE orders ADD customer int CONSTRAINT \"Who?\" REFERENCES \"Customer (old)\" " + action,
                Kind.KEY_CROSSES);
        assertThat(found.message()).startsWith("foreign key \"Who?\" leaves the tenant out");
        assertThatThrownBy(() -> db.as("a", "INSERT INTO orders VALUES (1, 'a', '', 7) RETURNING id"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        assertThat(db.as("b", "INSERT INTO orders VALUES (2, 'b', '', 7) RETURNING id"))
                .containsExactly("2");
        if (!action.isEmpty()) {
            db.execute("DELETE FROM \"Customer (old)\"");
            assertThat(db.query("SELECT tenant_id FROM orders WHERE customer IS NULL"))
                    .hasSize(action.contains("NULL") ? 1 : 0);
        }
    }

    @Test
    void aForeignKeyToATableOfAllTenantsCrossesNothing() throws SQLException {
        db.execute("CREATE TABLE country (id int PRIMARY KEY)");
        db.execute("ALTER TABLE orders ADD country int REFERENCES country");
        assertThat(verify(POLICY)).isEmpty();
    }

    @Test
    void findsWhatMakesItWeakOrSlow() throws SQLException {
        TenantFinding nullable =
                onlyFindingAfter("ALTER TABLE orders ALTER tenant_id DROP NOT NULL", Kind.COLUMN_NULLABLE);
        assertThat(nullable.kind().voids()).isFalse();
        TenantFinding index = onlyFindingAfter("DROP INDEX orders_tenant_id_idx", Kind.INDEX_MISSING);
        assertThat(index.cure()).isEqualTo("CREATE INDEX CONCURRENTLY ON orders (tenant_id)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX ON orders (id, tenant_id)",
                "CREATE INDEX ON orders (tenant_id) WHERE id > 7",
                "CREATE INDEX ON orders (lower(tenant_id))",
                "CREATE INDEX ON orders USING brin (tenant_id)"
            })
    void anIndexThatCannotFindATenantIsNone(String index) throws SQLException {
        db.execute(index);
        onlyFindingAfter("DROP INDEX IF EXISTS orders_tenant_id_idx, orders_tenant_id_idx2", Kind.INDEX_MISSING);
    }

    @Test
    void findsATypeThatIsNotTheColumns() throws SQLException {
        TenantPolicy policy = TenantPolicy.on("orders").column("id").type("numeric");
        db.protect(policy);
        TenantFinding found = verify(policy).get(0);
        assertThat(found.kind()).isEqualTo(Kind.TYPE_DIFFERS);
        assertThat(found.cure()).isEqualTo("TenantPolicy.type(\"integer\")");
        db.protect(policy.type("integer"));
        assertThat(verify(policy.type("integer"))).isEmpty();
    }

    @Test
    void saysWhatIsNotThere() throws SQLException {
        db.execute("CREATE VIEW view_of_it AS SELECT * FROM orders");
        assertThat(verify(TenantPolicy.on("nowhere")))
                .extracting(TenantFinding::kind)
                .containsExactly(Kind.TABLE_MISSING);
        assertThat(verify(POLICY.column("shop")))
                .extracting(TenantFinding::kind)
                .containsExactly(Kind.COLUMN_MISSING);
        assertThat(verify(TenantPolicy.on("view_of_it")))
                .extracting(TenantFinding::kind)
                .contains(Kind.NOT_A_TABLE);
    }
}
