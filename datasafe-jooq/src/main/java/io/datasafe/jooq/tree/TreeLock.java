package io.datasafe.jooq.tree;

import io.datasafe.jooq.tree.TreeChangeException.Reason;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The lock that whoever changes a tree holds until its transaction ends: an advisory one, keyed with the table's oid, of which all processes have
 * the same idea whatever the table is called. It is taken by a statement of its own, so that the next one's snapshot is younger than the lock.
 */
final class TreeLock {
    /** The first half of the key. Spells "dsTr". */
    static final int SPACE = 0x64735472;

    /** Of this transaction only: is another value, or none, as soon as the transaction with the lock has ended. */
    private static final String HELD = "coalesce(current_setting('datasafe.tree', true), '') = 'held'";

    private static final Field<String> ISOLATION = DSL.field("isolation", SQLDataType.VARCHAR);
    private static final Field<Boolean> READ_ONLY = DSL.field("read_only", SQLDataType.BOOLEAN);
    private static final Field<Boolean> IS_TABLE = DSL.field("is_table", SQLDataType.BOOLEAN);
    private static final Field<Boolean> LOCKED = DSL.field("locked", SQLDataType.BOOLEAN);

    private static final String TAKE = """
            select t.isolation, t.read_only, t.is_table, case when t.isolation <> 'repeatable read' and not t.read_only and t.is_table
            then ({lock}) else false end as locked, set_config('datasafe.tree', 'held', true)
            from (select current_setting('transaction_isolation') as isolation, current_setting('transaction_read_only')::boolean as read_only,
            c.relkind in ('r', 'p') as is_table, coalesce(pg_partition_root(c.oid), c.oid)::oid::int as oid
            from pg_catalog.pg_class c where c.oid = {regclass}::regclass) t""";

    private static final String WHOLE = "pg_advisory_xact_lock({space}, t.oid)::text is not null";

    /** Of what the row says, not of what was bound: the column's type knows what is equal. */
    private static final String SHARED = """
            select (pg_advisory_xact_lock_shared({space}, t.oid)::text
            || pg_advisory_xact_lock({space} # t.oid, hash_record(row({shared})))::text) is not null
            from {table} where {id} = {node} and {sharing} limit 1""";

    private TreeLock() {}

    /** The condition that this transaction holds what {@link #take} took. */
    static String held() {
        return HELD;
    }

    /**
     * Takes the lock of a tree, or of that part of it that shares something, such as a tenant's.
     *
     * @return whether the transaction is SERIALIZABLE: its next statement's snapshot is as old as its first one's
     */
    static <K> boolean take(DSLContext dsl, Hierarchy<K> hierarchy, K node, String what) {
        Template template = new Template(hierarchy)
                .withKey("node", hierarchy, node)
                .with("space", DSL.inline(SPACE))
                .with("regclass", DSL.inline(relation(dsl, hierarchy)));
        if (hierarchy.shared() != null) {
            template.with("shared", hierarchy.shared());
        }
        template.with("lock", template.sql(hierarchy.shared() == null ? WHOLE : SHARED));
        Record answer = template.query(dsl, TAKE)
                .coerce(ISOLATION, READ_ONLY, IS_TABLE, LOCKED)
                .fetchSingle();
        String isolation = answer.get(ISOLATION);
        if (!answer.get(IS_TABLE)) {
            throw new TreeChangeException(
                    Reason.NOT_A_TABLE,
                    what + " was refused: " + hierarchy.table().getName()
                            + " is no table, and who changes what is behind it has another lock: use a tree on the table itself");
        }
        if (answer.get(READ_ONLY)) {
            throw new TreeChangeException(
                    Reason.READ_ONLY,
                    what
                            + " was refused: the transaction is read-only, or the server is a standby: use a transaction that may write,"
                            + " on the primary");
        }
        if (isolation.equals("repeatable read")) {
            throw new TreeChangeException(
                    Reason.ISOLATION,
                    what
                            + " was refused: the transaction is REPEATABLE READ and may see the tree as it was before others changed it,"
                            + " so that no check finds the loop: use READ COMMITTED or SERIALIZABLE");
        }
        if (answer.get(LOCKED) == null) {
            throw unknownNode(hierarchy, what);
        }
        return isolation.equals("serializable");
    }

    /** The name of the table, as PostgreSQL reads it: with the settings' mapping and quotes. */
    static String relation(DSLContext dsl, Hierarchy<?> hierarchy) {
        Table<?> table = hierarchy.table();
        String name = dsl.render(table);
        String declared =
                dsl.render(DSL.select(DSL.inline(1)).from(table)).replaceFirst("(?i)select\\s+1\\s+from\\s+", "");
        if (!declared.equals(name)) {
            throw new IllegalStateException("tree '" + hierarchy.name() + "' is of " + table
                    + ", which is no plain table: what changes or checks a tree needs .from(the table itself)");
        }
        return name;
    }

    static TreeChangeException unknownNode(Hierarchy<?> hierarchy, String what) {
        return new TreeChangeException(
                Reason.UNKNOWN_NODE,
                what + " was refused: there is no such node in tree '" + hierarchy.name()
                        + "', or it is out of its scope");
    }

    static TreeChangeException noTransaction(String what) {
        return new TreeChangeException(
                Reason.NO_TRANSACTION,
                what + " was refused: there is no transaction, so that the lock was gone at once: call it inside one");
    }
}
