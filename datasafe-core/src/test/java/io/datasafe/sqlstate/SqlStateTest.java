package io.datasafe.sqlstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateTest {
    @Test
    void findsTheStateOfAnSqlException() {
        assertThat(SqlState.of(new SQLException("no", "23505"))).isEqualTo("23505");
    }

    @Test
    void findsTheStateBehindWrappers() {
        Throwable wrapped = new IllegalStateException(new RuntimeException(new SQLException("no", "40001")));
        assertThat(SqlState.of(wrapped)).isEqualTo("40001");
    }

    @Test
    void skipsAnSqlExceptionWithoutState() {
        SQLException outer = new SQLException("pool", (String) null);
        outer.initCause(new SQLException("driver", "08006"));
        assertThat(SqlState.of(outer)).isEqualTo("08006");
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(SqlState.of(null)).isNull();
        assertThat(SqlState.of(new RuntimeException("x"))).isNull();
    }

    @Test
    void endsOnARingOfCauses() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        assertThat(SqlState.of(a)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aConflictIsWorthAnotherRun(String state) {
        assertThat(SqlState.isConflict(state)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"40003", "23505", "57014", "08006", "55P03"})
    void nothingElseIsAConflict(String state) {
        assertThat(SqlState.isConflict(state)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08000", "08006", "08007", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "40003"})
    void theSessionIsLostAfterAFatalError(String state) {
        assertThat(SqlState.isSessionLost(state)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "23505", "25P02", "57014", "25006"})
    void theSessionLivesAfterAnError(String state) {
        assertThat(SqlState.isSessionLost(state)).isFalse();
    }
}
