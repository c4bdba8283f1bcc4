package io.datasafe.internal.pg;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is sent right before COMMIT, in the same round trip.
 *
 * @param sql one statement with one parameter per value
 * @param values the values: a {@link String}, null or an array of strings each
 */
public record CommitStatement(String sql, List<@Nullable Object> values) {}
