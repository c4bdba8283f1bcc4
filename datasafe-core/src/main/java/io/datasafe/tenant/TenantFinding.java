package io.datasafe.tenant;

/**
 * A problem that makes a {@link TenantPolicy} void, weak or slow, and its cure. Immutable.
 *
 * @param kind the kind of the problem
 * @param subject the table, view or role, as written in SQL
 * @param message what is wrong and why it matters
 * @param cure the SQL that solves it, with semicolons between statements, for the owner of the subject to run, or for a
 *     superuser if the subject is a role; or the Java call to change
 * @since 0.1
 */
public record TenantFinding(Kind kind, String subject, String message, String cure) {
    /** The kinds of findings, the worst first. */
    public enum Kind {
        /** The table does not exist, or is not on the {@code search_path}. */
        TABLE_MISSING("there is no such table on the search_path of role %2$s", true),
        /** The name belongs to a view or a foreign table, which cannot have policies. */
        NOT_A_TABLE("it is not a table: put the policy on the tables that it reads", true),
        /** The table has no such column. */
        COLUMN_MISSING("it has no column %2$s", true),
        /** The connection's role is a superuser or has BYPASSRLS: no policy applies to it. */
        ROLE_BYPASSES(
                "no policy applies to this role, because it is a superuser or has BYPASSRLS: let the service connect as"
                        + " another role",
                true),
        /**
         * The connection's role can become a role that no policy applies to, with {@code SET ROLE} or
         * {@code RESET ROLE}.
         */
        ROLE_CAN_BYPASS("role %2$s can become this role, to which no policy applies", true),
        /** Row level security is not enabled on the table, so its policies are ignored. */
        SECURITY_OFF("row level security is off: policies are ignored", true),
        /**
         * Row level security is not forced, so policies are ignored for the owner of the table and for the owner's
         * views.
         */
        NOT_FORCED(
                "row level security is not forced: policies are ignored for the owner %2$s and for the owner's views",
                true),
        /** One of the two policies of {@link TenantPolicy#ddl} does not exist or has another condition. */
        POLICY_MISSING("it has no %2$s policy for all commands and roles with the condition of this policy", true),
        /**
         * A permissive policy lets other rows through, because the restrictive policy that would prevent it is missing.
         */
        POLICY_OPEN("policy %2$s is permissive, and without the restrictive one it lets other rows through", true),
        /** A partition, child or parent of the table can be used directly, and has no such policy of its own. */
        RELATIVE_OPEN("it shares rows with %2$s, can be used directly, and has no such policy of its own", true),
        /** A view reads the table with the rights of an owner that no policy applies to. */
        VIEW_BYPASSES("this view reads the table as its owner %2$s, to whom no policy applies", true),
        /** A materialized view holds rows of the table; policies do not apply to it. */
        VIEW_COPIES("this materialized view holds rows of all tenants: policies do not apply to it", true),
        /** The setting has a value outside of transactions, so a transaction without a tenant uses that value. */
        TENANT_PRESET(
                "the setting %2$s has a value outside of transactions: a transaction without a tenant sees the rows of"
                        + " that value",
                true),
        /** The role may TRUNCATE the table; policies do not apply to TRUNCATE. */
        TRUNCATE_ALLOWED(
                "role %2$s may TRUNCATE it, which removes the rows of all tenants: policies do not apply", true),
        /**
         * A foreign key to another protected table does not include the tenant column, and its check ignores policies.
         */
        KEY_CROSSES(
                "foreign key %2$s leaves the tenant out: a row may refer to another tenant's row, and ON DELETE CASCADE"
                        + " would delete it with that row",
                false),
        /** The type of the policy is not the type of the column. */
        TYPE_DIFFERS("the column is of type %2$s, and the policy casts to another: indexes may not be used", false),
        /** The column is nullable; rows with NULL are visible to no tenant. */
        COLUMN_NULLABLE("column %2$s is nullable: no tenant sees rows with NULL", false),
        /** No index starts with the column, so each statement reads the whole table. */
        INDEX_MISSING(
                "no valid index starts with column %2$s: statements may have to read the rows of all tenants", false);

        private final String message;
        private final boolean voids;

        Kind(String message, boolean voids) {
            this.message = message;
            this.voids = voids;
        }

        /**
         * {@return true if tenants may see or change each other's rows, or the policy cannot be checked; false if the
         * policy is only weak or slow}
         */
        public boolean voids() {
            return voids;
        }
    }

    static TenantFinding of(Kind kind, String subject, String detail, String cure) {
        return new TenantFinding(kind, subject, kind.message.formatted(subject, detail), cure);
    }

    /** {@return the finding on one line, with its cure} */
    @Override
    public String toString() {
        return kind + " " + subject + ": " + message + ". Cure: " + cure;
    }
}
