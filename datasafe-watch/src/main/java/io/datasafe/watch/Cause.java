package io.datasafe.watch;

/**
 * The origin of the values of a repeated statement: every value that was sampled was read from this column earlier in
 * the scope.
 *
 * @param sql the query that returned them, without values
 * @param column the label of the column
 * @since 0.1
 */
public record Cause(String sql, String column) {
    @Override
    public String toString() {
        return "column " + column + " of: " + sql;
    }
}
