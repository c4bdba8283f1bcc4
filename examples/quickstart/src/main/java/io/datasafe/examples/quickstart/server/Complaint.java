package io.datasafe.examples.quickstart.server;

import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns an exception of the driver or the server into one sentence that says what to do. */
final class Complaint {
    private Complaint() {}

    static ServerException of(SQLException e, PGSimpleDataSource server) {
        String where = server.getServerNames()[0] + ":" + server.getPortNumbers()[0];
        String user = server.getUser() == null ? System.getProperty("user.name") : server.getUser();
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return new ServerException(
                switch (state) {
                    case "28P01" ->
                        "The server at " + where + " rejects this password of user \"" + user
                                + "\": put the right one into DATASAFE_PASSWORD, or leave that unset and type it.";
                    case "08004", "28000" ->
                        "The server at " + where + " does not admit user \"" + user + "\" (" + said(e)
                                + "): check --user, DATASAFE_PASSWORD and the server's pg_hba.conf.";
                    case "3D000" ->
                        "The server at " + where + " has no database \"" + server.getDatabaseName()
                                + "\": name another in --url, or create it with: createdb " + server.getDatabaseName();
                    case "08001", "08006" ->
                        "No connection to " + where + " (" + said(e)
                                + "): check host and port in --url, and that the server runs and accepts TCP connections.";
                    case "42501" ->
                        "User \"" + user + "\" may not create a schema in database \""
                                + server.getDatabaseName() + "\": grant create on database " + server.getDatabaseName()
                                + " to " + user + ";";
                    case "53300" ->
                        "The server at " + where + " has no free connection (" + said(e) + "): try fewer --threads.";
                    default ->
                        "The server at " + where + " refuses (" + state + " " + said(e)
                                + "): it must be a PostgreSQL that lets \"" + user
                                + "\" create a schema; name the server itself, not a pooler in front of it.";
                },
                e);
    }

    /** The server's message without position, detail and hint, which may contain data. */
    private static String said(SQLException e) {
        if (e instanceof PSQLException p) {
            ServerErrorMessage message = p.getServerErrorMessage();
            if (message != null && message.getMessage() != null) {
                return message.getMessage();
            }
        }
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf(". ");
        return end < 0 ? text.strip() : text.substring(0, end);
    }
}
