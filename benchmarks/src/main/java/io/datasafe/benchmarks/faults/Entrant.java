package io.datasafe.benchmarks.faults;

import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Who takes part.
 *
 * @since 0.1
 */
public enum Entrant {
    /** {@link BlindRetry}. */
    BLIND_RETRY("blind retry", BlindRetry::new),

    /** {@link GiveUp}. */
    GIVE_UP("give up", GiveUp::new),

    /** {@link UnfencedStatus}, asked once. */
    UNFENCED_STATUS("unfenced pg_xact_status", UnfencedStatus::askedOnce),

    /** {@link UnfencedStatus}, asked until the transaction is no longer in progress. */
    POLLED_STATUS("polled pg_xact_status", UnfencedStatus::polled),

    /** {@code tx.resolvable().call(..)}. */
    RESOLVABLE("datasafe resolvable()", Datasafe::resolvable),

    /** {@code tx.once(..).call(..)}. */
    ONCE("datasafe once(..)", Datasafe::once);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Constructors.
    private final Function<DataSource, Contender> contender;

    Entrant(String title, Function<DataSource, Contender> contender) {
        this.title = title;
        this.contender = contender;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return whether it is datasafe} */
    public boolean isOurs() {
        return this == RESOLVABLE || this == ONCE;
    }

    Contender on(DataSource pool) {
        return contender.apply(pool);
    }
}
