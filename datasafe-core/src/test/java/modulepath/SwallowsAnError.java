package modulepath;

import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.Transactions;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** An application on the class path, in a JVM of its own. */
public final class SwallowsAnError {
    private SwallowsAnError() {}

    public static void main(String[] args) throws SQLException {
        DataSource dataSource = (DataSource) Proxy.newProxyInstance(
                SwallowsAnError.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, none) -> DriverManager.getConnection(args[0], args[1], args[2]));
        try {
            Transactions.of(dataSource).run(t -> {
                try (Statement statement = t.connection().createStatement()) {
                    statement.execute("SELECT 1/0");
                } catch (SQLException e) {
                    assert e.getSQLState().equals("22012");
                }
            });
        } catch (SilentRollbackException e) {
            System.out.print(e.getClass().getSimpleName());
        }
    }
}
