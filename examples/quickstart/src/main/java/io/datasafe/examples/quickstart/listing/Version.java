package io.datasafe.examples.quickstart.listing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A row of the table {@code version}. */
record Version(long id, long artifactId, String number) {
    private static final String FIRST = "select id, artifact_id, version from version order by id limit ?";

    static List<Version> first(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Version> versions = new ArrayList<>();
                while (row.next()) {
                    versions.add(new Version(row.getLong(1), row.getLong(2), row.getString(3)));
                }
                return versions;
            }
        }
    }
}
