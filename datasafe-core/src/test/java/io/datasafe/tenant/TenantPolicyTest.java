package io.datasafe.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPolicyTest {
    @Test
    void writesTheStatements() {
        String rule = " FOR ALL TO PUBLIC"
                + " USING (\"owner_id\" = CAST(nullif(current_setting('shop.owner', true), '') AS uuid))"
                + " WITH CHECK (\"owner_id\" = CAST(nullif(current_setting('shop.owner', true), '') AS uuid))";
        assertThat(TenantPolicy.on("shop.orders")
                        .column("owner_id")
                        .type("uuid")
                        .setting("shop.owner")
                        .ddl())
                .containsExactly(
                        "ALTER TABLE \"shop\".\"orders\" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                        "DROP POLICY IF EXISTS datasafe_tenant ON \"shop\".\"orders\"",
                        "CREATE POLICY datasafe_tenant ON \"shop\".\"orders\" AS RESTRICTIVE" + rule,
                        "DROP POLICY IF EXISTS datasafe_tenant_base ON \"shop\".\"orders\"",
                        "CREATE POLICY datasafe_tenant_base ON \"shop\".\"orders\" AS PERMISSIVE" + rule);
    }

    @Test
    void fillsTheColumnOnlyIfAsked() {
        assertThat(TenantPolicy.on("orders").columnDefault().ddl())
                .hasSize(6)
                .endsWith("ALTER TABLE \"orders\" ALTER COLUMN \"tenant_id\" SET DEFAULT"
                        + " CAST(nullif(current_setting('app.tenant', true), '') AS text)");
    }

    @Test
    void readsTheSettingOnceIfAsked() {
        assertThat(TenantPolicy.on("orders").oncePerStatement().ddl().get(2))
                .contains("= (SELECT CAST(nullif(current_setting('app.tenant', true), '') AS text) AS tenant)");
    }

    @Test
    void derivesWithoutChangingTheOriginal() {
        TenantPolicy policy = TenantPolicy.on("orders");
        String before = policy.toString();
        assertThat(policy.column("other")
                        .type("int")
                        .setting("a.b")
                        .columnDefault()
                        .oncePerStatement())
                .hasToString("TenantPolicy[\"orders\", \"other\" int from a.b]");
        assertThat(policy)
                .hasToString(before)
                .hasToString("TenantPolicy[\"orders\", \"tenant_id\" text from app.tenant]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "orders, '\"orders\"'",
                "Orders_2$, '\"orders_2$\"'",
                "'\"Orders\"', '\"Orders\"'",
                "'shop.\"Order Lines\"', '\"shop\".\"Order Lines\"'",
                "'\"a.b\"', '\"a.b\"'",
                "'\"a\"\"; DROP TABLE x --\"', '\"a\"\"; DROP TABLE x --\"'"
            })
    void readsNamesAsSqlDoes(String written, String quoted) {
        assertThat(TenantPolicy.on(written).table()).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "1a",
                "a;",
                "a.b.c",
                "a.",
                ".a",
                "a..b",
                "\"",
                "\"\"",
                "\"a",
                "a\"",
                "\"a\"b",
                "a--",
                "\"a\u0000\"",
                "a\"b\""
            })
    void refusesWhatIsNoName(String text) {
        assertThatThrownBy(() -> TenantPolicy.on(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table is " + text + ", must be [schema.]name as in SQL");
        assertThatThrownBy(() -> TenantPolicy.on("orders").column(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("column is " + text + ", must be name as in SQL");
    }

    @Test
    void refusesAColumnWithASchema() {
        assertThatThrownBy(() -> TenantPolicy.on("orders").column("orders.tenant_id"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNamesThatTheServerWouldCut() {
        assertThat(TenantPolicy.on("a".repeat(63)).table()).hasSize(65);
        assertThatThrownBy(() -> TenantPolicy.on("shop." + "a".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than the 63 bytes");
        assertThatThrownBy(() -> TenantPolicy.on('"' + "ß".repeat(32) + '"'))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid | uuid",
                "varchar(20) | varchar(20)",
                "character varying (20) | character varying (20)",
                "timestamp(3) with time zone | timestamp(3) with time zone",
                "double precision | double precision",
                "shop.tenant_id | \"shop\".\"tenant_id\"",
                "\"Tenant\" | \"Tenant\""
            })
    void takesTypes(String written, String sent) {
        assertThat(TenantPolicy.on("orders").type(written).type()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "uuid)", "uuid) OR (true", "uuid[]", "uuid; --", "int=int", "varchar(a)", "a.b.c", "uuid'"})
    void refusesWhatIsNoType(String text) {
        assertThatThrownBy(() -> TenantPolicy.on("orders").type(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("type is " + text + ", must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tenant",
                "app.",
                ".tenant",
                "app.tenant'",
                "app tenant",
                "role",
                "1.a",
                "app.te nant",
                "app..a"
            })
    void refusesWhatIsNoSettingOfTheApplication(String text) {
        assertThatThrownBy(() -> TenantPolicy.on("orders").setting(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting is " + text + ", must be words");
    }
}
