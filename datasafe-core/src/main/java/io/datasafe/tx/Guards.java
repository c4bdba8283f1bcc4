package io.datasafe.tx;

/** Reacts to mistakes as configured. */
final class Guards {
    private Guards() {}

    /** Throws, reports, or does nothing. */
    static void hit(TxOptions options, Guard guard, String message) {
        Reaction reaction = options.setup().reaction(guard);
        if (reaction == Reaction.OFF) {
            return;
        }
        if (reaction == Reaction.REPORT || options.listener() != null) {
            Events.guardHit(options.listener(), new TransactionEvent.GuardHit(options.name(), guard, message));
        }
        if (reaction == Reaction.THROW) {
            throw new IllegalStateException(message);
        }
    }

    static boolean isOn(TxOptions options, Guard guard) {
        return options.setup().reaction(guard) != Reaction.OFF;
    }

    static void endedScope(TxOptions options) {
        hit(
                options,
                Guard.ENDED_SCOPE,
                options.title()
                        + " has ended: its scope was used after the work returned. Keep results, not the scope");
    }

    /**
     * Throws after the end, whatever the reaction to {@link Guard#ENDED_SCOPE} is: the hook or message would be lost.
     */
    static void refuseWhatComesTooLate(boolean ended, TxOptions options, String consequence) {
        if (ended) {
            throw new IllegalStateException(options.title() + " has ended: " + consequence);
        }
    }
}
