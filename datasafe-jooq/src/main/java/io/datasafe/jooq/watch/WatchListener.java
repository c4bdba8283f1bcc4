package io.datasafe.jooq.watch;

import io.datasafe.watch.StatementSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/**
 * Shows the statements of a jOOQ {@code Configuration} to {@link io.datasafe.watch.Watch} scopes. Use it if the data
 * source cannot be wrapped with {@link io.datasafe.watch.Watch#watched}.
 *
 * <pre>{@code
 * configuration.set(WatchListener.of());
 *
 * try (WatchScope scope = Watch.of().scope("GET /books")) { ... }
 * }</pre>
 *
 * <p>If the data source is watched as well, each statement is still counted once. Several statements that jOOQ sends as
 * one, in a multi-query or a batch, count as one. Derived configurations share the listener, and count as one data
 * source. The listener sends nothing itself. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class WatchListener implements ExecuteListenerProvider {
    private final StatementSource source;

    private WatchListener(StatementSource source) {
        this.source = source;
    }

    /** {@return a listener without a name; it counts as a separate data source} */
    public static WatchListener of() {
        return named("");
    }

    /**
     * Makes a listener that counts as a separate data source.
     *
     * @param name the data source's name in findings; useful if there are several
     * @return the listener
     */
    public static WatchListener named(String name) {
        return new WatchListener(StatementSource.named(name));
    }

    @Override
    public ExecuteListener provide() {
        return new Wrapping(source);
    }

    /** Wraps each statement that jOOQ prepares, so that the watch sees it run. */
    private record Wrapping(StatementSource source) implements ExecuteListener {
        private static final long serialVersionUID = 1L;

        /** A batch of different statements already has its statement here, and adds to it what it prepares. */
        @Override
        public void prepareStart(ExecuteContext ctx) {
            wrap(ctx);
        }

        @Override
        public void prepareEnd(ExecuteContext ctx) {
            wrap(ctx);
        }

        private void wrap(ExecuteContext ctx) {
            PreparedStatement statement = ctx.statement();
            if (statement == null) {
                return;
            }
            try {
                ctx.statement(source.watched(statement, Objects.requireNonNullElse(ctx.sql(), "")));
            } catch (SQLException e) {
                ctx.sqlException(e);
            }
        }
    }
}
