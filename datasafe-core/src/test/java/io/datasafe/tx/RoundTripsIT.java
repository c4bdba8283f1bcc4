package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.RoundTrips;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundTripsIT {
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int)");
        tx = Transactions.of(db.pool());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aTransactionOfOneStatementTakesTwoAsBareJdbcDoes() throws SQLException {
        expect(2).run(() -> tx.run(this::insert));
    }

    @Test
    void aTransactionWithoutStatementsTakesNone() throws SQLException {
        expect(0).run(() -> tx.run(t -> {}));
    }

    @Test
    void readOnlyIsFree() throws SQLException {
        expect(2).run(() -> tx.readOnly().run(t -> execute(t.connection(), "SELECT 1")));
    }

    @Test
    void anIsolationLevelTakesOneMore() throws SQLException {
        expect(3).run(() -> tx.serializable().run(this::insert));
        expect(3).run(() -> tx.repeatableRead().readOnly().run(t -> execute(t.connection(), "SELECT 1")));
    }

    @Test
    void reportingThePositionIsFree() throws SQLException {
        Transactions reporting = Transactions.on(db.pool()).reportPosition().build();
        expect(2).run(() -> reporting.run(this::insert));
    }

    @Test
    void aHiddenDriverCostsNoRoundTrip() throws SQLException {
        Transactions hidden = Transactions.of(WrappingDataSource.hiding(db.pool()));
        expect(2).run(() -> hidden.run(this::insert));
    }

    @Test
    void aRollbackTakesOneLikeACommit() throws SQLException {
        expect(2)
                .run(() -> catchThrowable(() -> tx.run(t -> {
                    insert(t);
                    throw new IllegalStateException();
                })));
    }

    @Test
    void aSavepointTakesTwoWhetherItIsKeptOrUndone() throws SQLException {
        expect(5)
                .run(() -> tx.run(t -> {
                    insert(t);
                    t.runSavepoint(this::insert);
                }));
        expect(5)
                .run(() -> tx.run(t -> {
                    insert(t);
                    catchThrowable(() -> t.runSavepoint(s -> {
                        insert(s);
                        throw new IllegalStateException();
                    }));
                }));
    }

    @Test
    void aJoinedCallAddsNothingOfItsOwn() throws SQLException {
        expect(3)
                .run(() -> tx.run(t -> {
                    insert(t);
                    tx.run(this::insert);
                }));
    }

    @Test
    void aSilentRollbackTakesTheRollbackOnly() throws SQLException {
        expect(2)
                .run(() ->
                        catchThrowable(() -> tx.run(t -> catchThrowable(() -> execute(t.connection(), "SELECT 1/0")))));
    }

    private RoundTrips expect(int trips) throws SQLException {
        // The pool may still be setting its connection up.
        db.pool().getConnection().close();
        return RoundTrips.on(db.proxy()).exactly(trips);
    }

    private void insert(Tx t) throws SQLException {
        execute(t.connection(), "INSERT INTO item VALUES (1)");
    }
}
