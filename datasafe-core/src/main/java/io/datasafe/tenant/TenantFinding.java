package io.datasafe.tenant;

/**
 * Something that makes a {@link TenantPolicy} void, weak or slow, and its cure. Immutable.
 *
 * @param kind what it is
 * @param subject the table, view or role, as SQL writes it
 * @param message what was found and why it matters
 * @param cure the SQL to run, by the owner of the subject or, for a role, by a superuser, with semicolons between several statements; or
 *     the call to change
 * @since 0.1
 */
public record TenantFinding(Kind kind, String subject, String message, String cure) {
    /** What can be found, the worst first. */
    public enum Kind {
        /** The table is not there, or not on the {@code search_path}. */
        TABLE_MISSING("there is no such table on the search_path of role %2$s", true),
        /** It is a view or a foreign table, which cannot have policies. */
        NOT_A_TABLE("it is no table: put the policy on the tables that it reads", true),
        /** The table has no such column. */
        COLUMN_MISSING("it has no column %2$s", true),
        /** The connection's role is a superuser or has BYPASSRLS: no policy applies to it. */
        ROLE_BYPASSES(
                "no policy applies to this role, which is a superuser or has BYPASSRLS: let the service connect as another",
                true),
        /** The connection's role can become one that no policy applies to, by {@code SET ROLE} or {@code RESET ROLE}. */
        ROLE_CAN_BYPASS("role %2$s can become this role, to which no policy applies", true),
        /** Row level security is not enabled on the table: its policies are ignored. */
        SECURITY_OFF("row level security is off: policies are ignored", true),
        /** Row level security is not forced: policies are ignored for the table's owner, and for views of the owner's. */
        NOT_FORCED(
                "row level security is not forced: policies are ignored for the owner %2$s and for the owner's views",
                true),
        /** The two policies of {@link TenantPolicy#ddl} are not there, or say something else. */
        POLICY_MISSING("it has no %2$s policy for all commands and roles that says what this one says", true),
        /** A permissive policy lets rows through, since there is no restrictive one to stop it. */
        POLICY_OPEN("policy %2$s is permissive, and without the restrictive one it lets other rows through", true),
        /** A partition, child or parent of the table can be used directly, and has no such policy of its own. */
        RELATIVE_OPEN("it shares rows with %2$s, can be used directly, and has no such policy of its own", true),
        /** A view reads the table with the rights of an owner to whom no policy applies. */
        VIEW_BYPASSES("this view reads the table as its owner %2$s, to whom no policy applies", true),
        /** A materialized view holds rows of the table, and policies do not apply to it. */
        VIEW_COPIES("this materialized view holds rows of the table for everybody: policies do not apply to it", true),
        /** The setting has a value outside of any transaction: whoever sets no tenant gets that one. */
        TENANT_PRESET(
                "the setting %2$s has a value before any tenant is set: transactions without a tenant get its rows",
                true),
        /** The role may TRUNCATE, which no policy applies to. */
        TRUNCATE_ALLOWED(
                "role %2$s may TRUNCATE it, which removes the rows of all tenants: policies do not apply", true),
        /** A foreign key to another protected table leaves the tenant out, and its check ignores policies. */
        KEY_CROSSES(
                "foreign key %2$s leaves the tenant out: a row may refer to another tenant's row, and would be deleted with it",
                false),
        /** The policy's type is not the column's. */
        TYPE_DIFFERS("the column is of type %2$s, and the policy casts to another: indexes may not be used", false),
        /** The column may be null: such rows are seen by nobody. */
        COLUMN_NULLABLE("column %2$s may be null: nobody sees such rows", false),
        /** No index leads with the column: each statement reads the whole table. */
        INDEX_MISSING(
                "no valid index leads with column %2$s: statements may have to read the rows of all tenants", false);

        private final String message;
        private final boolean voids;

        Kind(String message, boolean voids) {
            this.message = message;
            this.voids = voids;
        }

        /** {@return whether tenants may see or change each other's rows, or the policy cannot be checked; else it is only weak or slow} */
        public boolean voids() {
            return voids;
        }
    }

    static TenantFinding of(Kind kind, String subject, String detail, String cure) {
        return new TenantFinding(kind, subject, kind.message.formatted(subject, detail), cure);
    }

    /** {@return all of it on one line, to be read by the one who has to cure it} */
    @Override
    public String toString() {
        return kind + " " + subject + ": " + message + ". Cure: " + cure;
    }
}
