package io.datasafe.jooq;

import io.datasafe.internal.scope.Writes;
import java.util.Arrays;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.conf.RenderMapping;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is written, so that load scopes forget it. Users find it behind {@link
 * io.datasafe.jooq.load.JooqLoads#seeingWrites}; the contexts of {@link JooqTransactions} have it.
 *
 * @since 0.1
 */
public final class WatchedWrites implements ExecuteListener, ExecuteListenerProvider {
    private static final long serialVersionUID = 1L;

    private WatchedWrites() {}

    /**
     * Adds it behind the listeners that are there, unless it is there already.
     *
     * @param configuration a configuration that nobody uses yet
     */
    public static void in(Configuration configuration) {
        ExecuteListenerProvider[] given = configuration.executeListenerProviders();
        if (Arrays.stream(given).noneMatch(WatchedWrites.class::isInstance)) {
            ExecuteListenerProvider[] all = Arrays.copyOf(given, given.length + 1);
            all[given.length] = new WatchedWrites();
            configuration.set(all);
        }
    }

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void executeEnd(ExecuteContext ctx) {
        tell(ctx);
    }

    /** A statement that failed may have done a part, where it is several. */
    @Override
    public void exception(ExecuteContext ctx) {
        tell(ctx);
    }

    private static void tell(ExecuteContext ctx) {
        boolean mapped = isMapped(ctx.settings().getRenderMapping());
        for (@Nullable String sql : ctx.batchSQL()) {
            if (sql != null) {
                Writes.executed(sql, mapped);
            }
        }
    }

    /** With mapped names the text says other tables than the definitions do. */
    private static boolean isMapped(@Nullable RenderMapping mapping) {
        return mapping != null
                && !(mapping.getSchemata().isEmpty() && mapping.getCatalogs().isEmpty());
    }
}
