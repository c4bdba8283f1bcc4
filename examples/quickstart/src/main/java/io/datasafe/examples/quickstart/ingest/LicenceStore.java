package io.datasafe.examples.quickstart.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** The statements that store one licence of a version, and count its use: read, add in Java, write back. */
final class LicenceStore {
    /** The length of the column. The names in some real POMs are longer. */
    static final int NAME_LENGTH = 60;

    private LicenceStore() {}

    static boolean fits(String name) {
        return name.codePointCount(0, name.length()) <= NAME_LENGTH;
    }

    static void store(Connection connection, long version, String name) throws SQLException {
        PomStore.update(connection, "insert into licence (name) values (?) on conflict do nothing", name);
        long licence = PomStore.id(connection, "select id from licence where name = ?", name);
        PomStore.update(
                connection,
                "insert into version_licence (version_id, licence_id) values (?, ?) on conflict do nothing",
                version,
                licence);
        long used = PomStore.id(connection, "select used from licence where id = ?", licence);
        PomStore.update(connection, "update licence set used = ? where id = ?", used + 1, licence);
    }
}
