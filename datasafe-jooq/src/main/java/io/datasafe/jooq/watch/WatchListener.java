package io.datasafe.jooq.watch;

import io.datasafe.watch.StatementSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/**
 * Makes the statements of a jOOQ {@code Configuration} visible to {@link io.datasafe.watch.Watch} scopes, where its data source cannot be wrapped with
 * {@link io.datasafe.watch.Watch#watched}.
 *
 * <pre>{@code
 * configuration.set(WatchListener.of());
 *
 * try (WatchScope scope = Watch.of().scope("GET /books")) { ... }
 * }</pre>
 *
 * <p>Where the data source is watched too, each statement is still counted once. Several statements that jOOQ sends as one, in a multi-query or a batch, are one.
 * Configurations that are derived share the listener, and count as one data source. Immutable, thread-safe.
 *
 * @since 0.1
 */
public final class WatchListener implements ExecuteListenerProvider {
    private final StatementSource source;

    private WatchListener(StatementSource source) {
        this.source = source;
    }

    /** {@return a listener without a name, which counts as a data source of its own} */
    public static WatchListener of() {
        return named("");
    }

    /**
     * Makes a listener that counts as a data source of its own.
     *
     * @param name the name of the data source in findings, where there are several
     * @return the listener
     */
    public static WatchListener named(String name) {
        return new WatchListener(StatementSource.named(name));
    }

    @Override
    public ExecuteListener provide() {
        return new Wrapping(source);
    }

    /** Puts the watch around the statement that jOOQ has just prepared. */
    private record Wrapping(StatementSource source) implements ExecuteListener {
        private static final long serialVersionUID = 1L;

        /** A batch of different statements has its statement already, and adds to it what it prepares. */
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
