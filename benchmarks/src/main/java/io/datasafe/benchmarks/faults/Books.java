package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What a bank's tables say.
 *
 * @param operations how many rows the journal holds of each operation
 * @param exact whether the accounts hold as much money as at first, and each what the journal says
 * @param paidTwice how much money moved once more than it should
 */
record Books(Map<Long, Integer> operations, boolean exact, long paidTwice) {
    private static Books read(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            Map<Long, Integer> operations = new HashMap<>();
            long paidTwice = 0;
            try (ResultSet row = statement.executeQuery(
                    "select operation, count(*), (count(*) - 1) * min(amount) from journal group by operation")) {
                while (row.next()) {
                    operations.put(row.getLong(1), row.getInt(2));
                    paidTwice += row.getLong(3);
                }
            }
            return new Books(operations, exact(statement), paidTwice);
        }
    }

    static Map<Bank, Books> readAll(List<Bank> banks) throws SQLException {
        Map<Bank, Books> all = new LinkedHashMap<>();
        for (Bank bank : banks) {
            all.put(bank, read(bank.vault()));
        }
        return all;
    }

    int rowsOf(Finding finding) {
        return operations.getOrDefault(finding.transfer().operation(), 0);
    }

    private static boolean exact(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select sum(balance) = count(*) * " + Schema.BALANCE
                + " and bool_and(balance = " + Schema.BALANCE + " + moved)"
                + " from account, lateral (select coalesce(sum(case when payee = account.id then amount else -amount end), 0) as moved"
                + " from journal where account.id in (payer, payee)) j")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
