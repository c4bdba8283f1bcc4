package io.datasafe.jooq.tree;

import io.datasafe.jooq.tree.TreeChangeException.Reason;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The lock that a change of a tree holds until its transaction ends. It is an advisory lock keyed by the table's oid,
 * so all processes use the same key whatever they call the table. A separate statement takes it, so that the snapshot
 * of the next statement is newer than the lock.
 */
final class TreeLock {
    /** The first half of the key. Spells "dsTr". */
    static final int SPACE = 0x64735472;

    /**
     * The setting is local to the transaction: it has another value, or none, once the transaction that took the lock
     * has ended.
     */
    private static final String HELD = "coalesce(current_setting('datasafe.tree', true), '') = 'held'";

    private static final Field<String> ISOLATION = DSL.field("isolation", SQLDataType.VARCHAR);
    private static final Field<Boolean> READ_ONLY = DSL.field("read_only", SQLDataType.BOOLEAN);
    private static final Field<Boolean> IS_TABLE = DSL.field("is_table", SQLDataType.BOOLEAN);
    private static final Field<Boolean> LOCKED = DSL.field("locked", SQLDataType.BOOLEAN);

    private static final String TAKE = """
            select t.isolation, t.read_only, t.is_table,
            case when t.isolation <> 'repeatable read' and not t.read_only and t.is_table
            then ({lock}) else false end as locked, set_config('datasafe.tree', 'held', true)
            from (select current_setting('transaction_isolation') as isolation,
            current_setting('transaction_read_only')::boolean as read_only,
            c.relkind in ('r', 'p') as is_table, coalesce(pg_partition_root(c.oid), c.oid)::oid::int as oid
            from pg_catalog.pg_class c where c.oid = {regclass}::regclass) t""";

    private static final String WHOLE = "pg_advisory_xact_lock({space}, t.oid)::text is not null";

    /** Hashes the row's value, not the bound one, because the column's type defines which values are equal. */
    private static final String SHARED = """
            select (pg_advisory_xact_lock_shared({space}, t.oid)::text
            || pg_advisory_xact_lock({space} # t.oid, hash_record(row({shared})))::text) is not null
            from {table} where {id} = {node} and {sharing} limit 1""";

    private TreeLock() {}

    /** Returns the condition that this transaction holds the lock that {@link #take} took. */
    static String held() {
        return HELD;
    }

    /**
     * Takes the lock of a tree, or of the part of the tree that has one value in the shared column, such as a tenant's.
     *
     * @return true if the transaction is SERIALIZABLE, so that its next statement uses a snapshot older than the lock
     */
    static <K> boolean take(DSLContext dsl, TreeDefinition<K> hierarchy, K node, String what) {
        SqlTemplate template = new SqlTemplate(hierarchy)
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
                            + " is not a table, and changes of the table behind it take another lock: use a tree on the"
                            + " table itself");
        }
        if (answer.get(READ_ONLY)) {
            throw new TreeChangeException(
                    Reason.READ_ONLY,
                    what
                            + " was refused: the transaction is read-only, or the server is a standby: use a read-write"
                            + " transaction on the primary");
        }
        if (isolation.equals("repeatable read")) {
            throw new TreeChangeException(
                    Reason.ISOLATION,
                    what
                            + " was refused: the transaction is REPEATABLE READ and may see the tree as it was before"
                            + " others changed it, so no check could find a cycle: use READ COMMITTED or SERIALIZABLE");
        }
        if (answer.get(LOCKED) == null) {
            throw unknownNode(hierarchy, what);
        }
        return isolation.equals("serializable");
    }

    /** Returns the table's name as PostgreSQL reads it, with the mapping and quoting of the context. */
    static String relation(DSLContext dsl, TreeDefinition<?> hierarchy) {
        Table<?> table = hierarchy.table();
        String name = dsl.render(table);
        String declared =
                dsl.render(DSL.select(DSL.inline(1)).from(table)).replaceFirst("(?i)select\\s+1\\s+from\\s+", "");
        if (!declared.equals(name)) {
            throw new IllegalStateException("tree '" + hierarchy.name() + "' is of " + table
                    + ", which is not a plain table: to change or check a tree, call .from(the table itself)");
        }
        return name;
    }

    static TreeChangeException unknownNode(TreeDefinition<?> hierarchy, String what) {
        return new TreeChangeException(
                Reason.UNKNOWN_NODE,
                what + " was refused: there is no such node in tree '" + hierarchy.name()
                        + "', or it is out of its scope");
    }

    static TreeChangeException noTransaction(String what) {
        return new TreeChangeException(
                Reason.NO_TRANSACTION,
                what + " was refused: without a transaction the lock was released at once: call it inside one");
    }
}
