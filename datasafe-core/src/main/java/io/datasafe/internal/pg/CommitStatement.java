package io.datasafe.internal.pg;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that rides in the flight of COMMIT, in front of it.
 *
 * @param sql one statement, with a parameter for each value
 * @param values a {@link String}, null, or an array of strings each
 */
public record CommitStatement(String sql, List<@Nullable Object> values) {}
