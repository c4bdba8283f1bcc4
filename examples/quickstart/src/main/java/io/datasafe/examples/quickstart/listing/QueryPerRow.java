package io.datasafe.examples.quickstart.listing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Plain JDBC: a loop that calls three methods for each version. Each method alone is good code. */
final class QueryPerRow implements Listing {
    private static final String ARTIFACT = "select group_id, artifact_id from artifact where id = ?";
    private static final String LICENCES = """
            select l.name from version_licence x join licence l on l.id = x.licence_id
            where x.version_id = ? order by l.name""";
    private static final String DEPENDENCIES = "select count(*) from dependency where version_id = ?";

    @Override
    public String name() {
        return "query per row";
    }

    @Override
    public List<Line> lines(Connection connection, List<Version> versions) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (Version v : versions) {
            lines.add(new Line(
                    artifact(connection, v.artifactId()),
                    v.number(),
                    licences(connection, v.id()),
                    dependencies(connection, v.id())));
        }
        return lines;
    }

    private static String artifact(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ARTIFACT)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1) + ":" + row.getString(2);
            }
        }
    }

    private static List<String> licences(Connection connection, long version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LICENCES)) {
            select.setLong(1, version);
            try (ResultSet row = select.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }

    private static long dependencies(Connection connection, long version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEPENDENCIES)) {
            select.setLong(1, version);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
