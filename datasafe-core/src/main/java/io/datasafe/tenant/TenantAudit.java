package io.datasafe.tenant;

import io.datasafe.tenant.TenantFinding.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks a {@link TenantPolicy} against the catalogs. Each branch of the last UNION produces one kind of finding,
 * together with its cure.
 */
final class TenantAudit {
    private static final String TABLE = """
            WITH RECURSIVE
            given AS (
              SELECT to_regclass(?) AS tbl, ?::text AS asked, ?::text AS col, ?::text AS typ, ?::text AS setting),
            tbl AS (
              SELECT c.oid, c.relkind, c.relowner, c.relacl, c.oid::regclass::text AS name, a.attname, a.attnum, a.attnotnull,
                a.atttypid, c.relrowsecurity, c.relforcerowsecurity,
                coalesce('::' || format_type(to_regtype(given.typ), NULL), '::text') AS cast_of_policy,
                coalesce('::' || format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL), '::text') AS cast_of_column
              FROM given JOIN pg_class c ON c.oid = given.tbl
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = given.col AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_type t ON t.oid = a.atttypid),
            free AS (SELECT oid, rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolsuper OR rolbypassrls),
            """;

    // A query on a parent table applies only the parent's policies to the rows of its children, and vice versa.
    private static final String RELATIVES = """
            below AS (
              SELECT oid FROM tbl UNION SELECT i.inhrelid FROM pg_inherits i JOIN below b ON i.inhparent = b.oid),
            above AS (
              SELECT oid FROM tbl UNION SELECT i.inhparent FROM pg_inherits i JOIN above a ON i.inhrelid = a.oid),
            family AS (SELECT oid FROM below UNION SELECT oid FROM above),
            """;

    // The server stores an expression with brackets, spaces and casts that depend on its version and the types. The
    // comparison ignores them. It keeps casts to any type other than the policy's and the column's own, because they
    // could make different values equal.
    private static final String POLICIES = """
            raw (rel, pol, text) AS (
              SELECT polrelid, oid, coalesce(pg_get_expr(polqual, polrelid), 'true') FROM pg_policy WHERE polrelid IN (TABLE family)
              UNION ALL
              SELECT polrelid, oid, pg_get_expr(polwithcheck, polrelid) FROM pg_policy
              WHERE polrelid IN (TABLE family) AND polwithcheck IS NOT NULL
              UNION ALL
              SELECT NULL, NULL, quote_ident(col) || '=' || form.before || 'NULLIF(current_setting(' || quote_literal(setting)
                || ', true), '''')' || form.after
              FROM given, (VALUES ('', ''), ('SELECT', 'AS tenant')) AS form (before, after)),
            plain AS (
              SELECT rel, pol, regexp_replace(replace(replace(replace(regexp_replace(text, '[(][0-9, ]+[)]', '', 'g'),
                cast_of_policy, ''), cast_of_column, ''), '::text', ''), '[()\\s]', '', 'g') AS text FROM raw, tbl),
            sound AS (
              SELECT p.polrelid, p.polpermissive FROM pg_policy p
              WHERE polrelid IN (TABLE family) AND polcmd = '*' AND 0 = ANY (polroles)
                AND NOT EXISTS (SELECT FROM plain x WHERE x.pol = p.oid
                  AND x.text NOT IN (SELECT y.text FROM plain y WHERE y.pol IS NULL))),
            """;

    // A view uses the rights of its own owner, even if another view reads it. The outer view only decides which roles
    // can reach it.
    private static final String VIEWS = """
            reads AS (
              SELECT DISTINCT r.ev_class AS view, d.refobjid AS source FROM pg_depend d
              JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
              WHERE d.refclassid = 'pg_class'::regclass AND r.ev_class <> d.refobjid AND r.ev_type = '1'),
            over (view, direct) AS (
              SELECT view, true FROM reads WHERE source IN (TABLE family)
              UNION SELECT r.view, false FROM over JOIN reads r ON r.source = over.view),
            ways (view, top) AS (
              SELECT view, view FROM over UNION SELECT w.view, r.view FROM ways w JOIN reads r ON r.source = w.top),
            reachable AS (
              SELECT c.oid::regclass::text AS name, c.relkind, c.relowner, c.reloptions,
                c.oid IN (SELECT view FROM over WHERE direct) AS direct
              FROM pg_class c
              WHERE c.oid IN (SELECT view FROM ways WHERE has_any_column_privilege(top, 'SELECT'))),
            """;

    private static final String ROLES = """
            SELECT 'TABLE_MISSING' AS kind, asked AS subject, current_user::text AS detail,
              'SET search_path = ...; or name the schema: TenantPolicy.on("schema.table")' AS cure
            FROM given WHERE tbl IS NULL
            UNION ALL
            SELECT 'NOT_A_TABLE', name, '', format('ALTER VIEW %s SET (security_invoker = true)', name)
            FROM tbl WHERE relkind NOT IN ('r', 'p')
            UNION ALL
            SELECT 'COLUMN_MISSING', name, col, format('ALTER TABLE %s ADD COLUMN %I %s', name, col, typ)
            FROM tbl, given WHERE attnum IS NULL
            UNION ALL
            SELECT 'ROLE_BYPASSES', quote_ident(rolname), '', format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS', rolname)
            FROM free WHERE rolname = current_user
            UNION ALL
            SELECT 'ROLE_CAN_BYPASS', quote_ident(rolname), quote_ident(current_user),
              CASE WHEN rolname = session_user THEN format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS', rolname)
              ELSE (SELECT string_agg(format('REVOKE %I FROM %s', rolname, m.member::regrole), '; ') FROM pg_auth_members m
                WHERE m.roleid = free.oid AND pg_has_role(current_user, m.member, 'MEMBER')) END
            FROM free WHERE current_user NOT IN (SELECT rolname FROM free)
              AND (rolname = session_user OR pg_has_role(current_user, oid,
                CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END))
            """;

    private static final String RULES = """
            UNION ALL
            SELECT 'SECURITY_OFF', name, '', format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name)
            FROM tbl WHERE relkind IN ('r', 'p') AND NOT relrowsecurity
            UNION ALL
            SELECT 'NOT_FORCED', name, relowner::regrole::text, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name)
            FROM tbl WHERE relkind IN ('r', 'p') AND NOT relforcerowsecurity
            UNION ALL
            SELECT 'POLICY_MISSING', name, CASE WHEN permissive THEN 'permissive' ELSE 'restrictive' END, NULL
            FROM tbl, (VALUES (true), (false)) AS wanted (permissive)
            WHERE attnum IS NOT NULL AND NOT EXISTS (SELECT FROM sound WHERE polrelid = tbl.oid AND polpermissive = permissive)
            UNION ALL
            SELECT 'POLICY_OPEN', name, quote_ident(polname), format('DROP POLICY %I ON %s', polname, name)
            FROM tbl JOIN pg_policy p ON p.polrelid = tbl.oid AND polpermissive
            WHERE attnum IS NOT NULL AND polname <> 'datasafe_tenant_base'
              AND NOT EXISTS (SELECT FROM sound WHERE polrelid = tbl.oid AND NOT sound.polpermissive)
              AND EXISTS (SELECT FROM plain x WHERE x.pol = p.oid AND x.text NOT IN (SELECT y.text FROM plain y WHERE y.pol IS NULL))
            UNION ALL
            SELECT 'RELATIVE_OPEN', c.oid::regclass::text, tbl.name, NULL
            FROM family JOIN pg_class c USING (oid), tbl
            WHERE c.oid <> tbl.oid AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE')
                OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                AND EXISTS (SELECT FROM sound WHERE polrelid = c.oid AND NOT polpermissive))
            """;

    private static final String WAYS_AROUND = """
            UNION ALL
            SELECT 'VIEW_BYPASSES', v.name, quote_ident(free.rolname), format('ALTER VIEW %s SET (security_invoker = true)', v.name)
            FROM reachable v JOIN free ON free.oid = v.relowner
            WHERE v.relkind = 'v' AND v.direct AND NOT EXISTS (SELECT FROM pg_options_to_table(v.reloptions)
              WHERE option_name = 'security_invoker' AND option_value::boolean)
            UNION ALL
            SELECT 'VIEW_COPIES', name, '', format('REVOKE SELECT ON %s FROM PUBLIC, %I', name, current_user)
            FROM reachable WHERE relkind = 'm'
            UNION ALL
            SELECT 'TENANT_PRESET', coalesce((SELECT string_agg(place, ', ') FROM presets), 'this session'), setting,
              coalesce((SELECT string_agg(format('ALTER %s RESET %s', place, setting), '; ') FROM presets), format('RESET %s', setting))
            FROM given WHERE nullif(current_setting(setting, true), '') IS NOT NULL
            UNION ALL
            SELECT 'TRUNCATE_ALLOWED', t.name, current_user, (
              SELECT string_agg(DISTINCT format('REVOKE TRUNCATE ON %s FROM %s', t.name,
                CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END), '; ')
              FROM aclexplode(coalesce(t.relacl, acldefault('r', t.relowner))) a
              WHERE a.privilege_type = 'TRUNCATE' AND CASE a.grantee WHEN 0 THEN true ELSE pg_has_role(a.grantee, 'USAGE') END)
            FROM (SELECT c.oid, c.oid::regclass::text AS name, c.relacl, c.relowner FROM below JOIN pg_class c USING (oid)) t
            WHERE has_table_privilege(t.oid, 'TRUNCATE') AND current_user NOT IN (SELECT rolname FROM free)
            """;

    // ON DELETE SET NULL lists the columns that it set before, so that it does not set the tenant column.
    private static final String KEYS = """
            UNION ALL
            SELECT 'KEY_CROSSES', t.name, quote_ident(k.conname), format(
              'ALTER TABLE %1$s ADD UNIQUE (%2$I, %3$s); ALTER TABLE %4$s DROP CONSTRAINT %5$I, ADD CONSTRAINT %5$I %6$s',
              k.confrelid::regclass, t.attname, columns.referenced, t.name, k.conname, regexp_replace(regexp_replace(replace(
                pg_get_constraintdef(k.oid), 'FOREIGN KEY (', format('FOREIGN KEY (%I, ', t.attname)),
                '( REFERENCES (?:"(?:[^"]|"")+"|[^"(])+)[(]', format('\\1(%I, ', t.attname)),
                'ON DELETE SET (NULL|DEFAULT)(?! [(])', format('ON DELETE SET \\1 (%s)', columns.referencing)))
            FROM tbl t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' AND k.conparentid = 0 AND t.attnum <> ALL (k.conkey)
            JOIN pg_class other ON other.oid = k.confrelid AND other.relrowsecurity
            JOIN pg_attribute theirs ON theirs.attrelid = other.oid AND theirs.attname = t.attname AND NOT theirs.attisdropped,
            LATERAL (SELECT
              (SELECT string_agg(quote_ident(attname), ', ' ORDER BY n) FROM unnest(k.confkey) WITH ORDINALITY AS c (attnum, n)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.attnum) AS referenced,
              (SELECT string_agg(quote_ident(attname), ', ' ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY AS c (attnum, n)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.attnum) AS referencing) columns
            """;

    private static final String COLUMN = """
            UNION ALL
            SELECT 'TYPE_DIFFERS', name, format_type(atttypid, NULL), format('TenantPolicy.type("%s")', format_type(atttypid, NULL))
            FROM tbl JOIN pg_type t ON t.oid = atttypid, given
            WHERE to_regtype(typ)::oid NOT IN (t.oid, t.typbasetype) AND NOT (t.typcategory = 'S' AND to_regtype(typ) = 'text'::regtype)
            UNION ALL
            SELECT 'COLUMN_NULLABLE', name, quote_ident(attname), format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', name, attname)
            FROM tbl WHERE NOT attnotnull
            UNION ALL
            SELECT 'INDEX_MISSING', name, quote_ident(attname),
              format('CREATE INDEX %sON %s (%I)', CASE relkind WHEN 'r' THEN 'CONCURRENTLY ' END, name, attname)
            FROM tbl WHERE attnum IS NOT NULL AND relkind IN ('r', 'p') AND NOT EXISTS (
              SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
              WHERE i.indrelid = tbl.oid AND i.indkey[0] = attnum AND i.indisvalid AND i.indpred IS NULL AND m.amname IN ('btree', 'hash'))
            """;

    private static final String PRESETS = """
            presets (place) AS (
              SELECT coalesce(nullif(concat_ws(' IN ', 'ROLE ' || nullif(s.setrole, 0)::regrole::text,
                'DATABASE ' || quote_ident(d.datname)), ''), 'ROLE ALL')
              FROM given, pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) AS entry
              WHERE lower(split_part(entry, '=', 1)) = lower(setting) AND (s.setrole = 0 OR s.setrole::regrole::text = quote_ident(session_user))
                AND coalesce(d.datname, current_database()) = current_database())
            """;

    private static final String SQL =
            TABLE + RELATIVES + POLICIES + VIEWS + PRESETS + ROLES + RULES + WAYS_AROUND + KEYS + COLUMN;

    private TenantAudit() {}

    static List<TenantFinding> of(TenantPolicy policy, Connection connection) throws SQLException {
        List<TenantFinding> findings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            int at = 0;
            for (String given :
                    List.of(policy.table(), policy.table(), policy.columnName(), policy.type(), policy.setting())) {
                statement.setString(++at, given);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    findings.add(finding(policy, rows));
                }
            }
        }
        findings.sort(Comparator.comparing(TenantFinding::kind).thenComparing(TenantFinding::subject));
        return List.copyOf(findings);
    }

    private static TenantFinding finding(TenantPolicy policy, ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        String cure = row.getString("cure");
        return TenantFinding.of(
                Kind.valueOf(row.getString("kind")),
                subject,
                row.getString("detail"),
                cure != null ? cure : String.join("; ", policy.onTable(subject).ddl()));
    }
}
