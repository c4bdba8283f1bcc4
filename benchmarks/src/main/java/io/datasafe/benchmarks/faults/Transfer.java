package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Money that moves from one account to another, once.
 *
 * @param operation what the caller calls it; a row of the journal holds it, in a column that is not unique, so that
 *     doing it twice can be counted
 * @param from the account that pays
 * @param to the account that is paid
 * @param amount how much
 * @param fault what happens to its COMMIT
 * @param chance 0 to 1, for a fault that comes at a random moment
 */
record Transfer(long operation, int from, int to, int amount, FaultKind fault, double chance) {
    /**
     * Does it on a connection that is in a transaction. Accounts are written in the order of their ids, so that no two
     * transfers deadlock.
     */
    void apply(Connection connection) throws SQLException {
        pay(connection, Math.min(from, to));
        pay(connection, Math.max(from, to));
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into journal (operation, payer, payee, amount) values (?, ?, ?, ?)")) {
            insert.setLong(1, operation);
            insert.setInt(2, from);
            insert.setInt(3, to);
            insert.setInt(4, amount);
            insert.executeUpdate();
        }
    }

    private void pay(Connection connection, int account) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update account set balance = balance + ? where id = ?")) {
            update.setInt(1, account == from ? -amount : amount);
            update.setInt(2, account);
            update.executeUpdate();
        }
    }
}
