package io.datasafe.watch;

/**
 * Where the values of a repeated statement came from: each that was looked at was read from this column earlier in the scope.
 *
 * @param sql the query that gave them; without values
 * @param column the label of its column
 * @since 0.1
 */
public record Cause(String sql, String column) {
    @Override
    public String toString() {
        return "column " + column + " of: " + sql;
    }
}
