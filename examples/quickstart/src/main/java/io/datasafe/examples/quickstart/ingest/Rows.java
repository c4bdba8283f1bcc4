package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Dependency;
import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * All rows of all tables, each as a text without its generated ids, so that the files and the database can be compared.
 * Not thread-safe.
 *
 * @since 0.1
 */
public final class Rows {
    private static final String ID = "a.group_id || ':' || a.artifact_id || ':' || v.version";
    private static final String FROM_VERSION = "version v join artifact a on a.id = v.artifact_id";
    private static final String STORED = """
            select 'artifact', a.group_id || ':' || a.artifact_id, '' from artifact a
            union all
            select 'licence', name, '' from licence
            union all
            select 'version', %1$s, v.packaging from %2$s
            union all
            select 'licensed', %1$s, l.name
            from version_licence x join licence l on l.id = x.licence_id join (%2$s) on v.id = x.version_id
            union all
            select 'dependency', %1$s,
                concat_ws(' ', t.group_id || ':' || t.artifact_id, d.scope, d.optional, coalesce(d.version_text, 'null'))
            from dependency d join artifact t on t.id = d.artifact_id join (%2$s) on v.id = d.version_id
            """.formatted(ID, FROM_VERSION);

    /** Tables with rows that many POMs share. */
    private static final Set<String> SHARED = Set.of("artifact", "licence");

    private final Bag all = new Bag();
    private final Map<String, Bag> byFile = new HashMap<>();

    private Rows() {}

    /**
     * Computes the rows that must be stored.
     *
     * @param poms the ingested POMs
     * @return the rows
     */
    public static Rows expected(List<Pom> poms) {
        Rows rows = new Rows();
        for (Pom pom : poms) {
            rows.add("version", pom.id(), pom.packaging());
            rows.add("artifact", pom.artifact().toString(), "");
            for (String licence : pom.licences()) {
                if (LicenceStore.fits(licence)) {
                    rows.add("licence", licence, "");
                    rows.add("licensed", pom.id(), licence);
                }
            }
            for (Dependency each : pom.dependencies()) {
                rows.add("artifact", each.target().toString(), "");
                String text =
                        each.target() + " " + each.scope() + " " + (each.optional() ? "t" : "f") + " " + each.version();
                rows.add("dependency", pom.id(), text);
            }
        }
        return rows;
    }

    /**
     * Reads the stored rows in one statement.
     *
     * @param dataSource leads to the schema
     * @return the rows
     * @throws SQLException if it cannot be read
     */
    public static Rows stored(DataSource dataSource) throws SQLException {
        Rows rows = new Rows();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STORED)) {
            while (row.next()) {
                rows.count(row.getString(1), row.getString(2), row.getString(3));
            }
        }
        return rows;
    }

    /** {@return how many rows there are} */
    public long count() {
        return all.size();
    }

    /**
     * Compares two sets of rows.
     *
     * @param other other rows
     * @return how many of these rows the other set lacks
     */
    public long without(Rows other) {
        return all.without(other.all);
    }

    boolean hasVersion(String id) {
        return byFile.containsKey(id);
    }

    Set<String> files() {
        return byFile.keySet();
    }

    /** The rows that belong to one file alone; none if it is not stored. */
    Bag of(String id) {
        return byFile.getOrDefault(id, new Bag());
    }

    private void add(String table, String key, String rest) {
        if (SHARED.contains(table)) {
            all.addOnce(table + " " + key + " " + rest);
        } else {
            count(table, key, rest);
        }
    }

    /** Counts each occurrence in the database, even of a row that should be shared. */
    private void count(String table, String key, String rest) {
        String row = table + " " + key + " " + rest;
        all.add(row);
        if (!SHARED.contains(table)) {
            byFile.computeIfAbsent(key, id -> new Bag()).add(row);
        }
    }
}
