package io.datasafe.test.proxy;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The moment at which a {@link FaultProxy} acts: a kind of message that passes.
 *
 * <p>Statements are recognised however they are sent: as a simple query, in the extended protocol, as part of a text of
 * several statements, or by the name of an earlier prepared statement. Of a text longer than a mebibyte only the first
 * mebibyte is examined. Immutable and thread-safe; one trigger can serve any number of rules.
 *
 * @since 0.1
 */
public final class Trigger {
    private final String description;
    private final Predicate<ProtocolEvent> test;

    private Trigger(String description, Predicate<ProtocolEvent> test) {
        this.description = description;
        this.test = test;
    }

    /**
     * A client opens a session: its startup message, in which the driver names user and database. A cancel request does
     * not count.
     *
     * @return the trigger
     */
    public static Trigger connect() {
        return new Trigger("connect", ProtocolEvent.Connecting.class::isInstance);
    }

    /**
     * A {@code COMMIT} (or {@code END}) is on its way to the server, which has not seen it yet. {@code COMMIT PREPARED}
     * does not count.
     *
     * @return the trigger
     */
    public static Trigger commitSent() {
        return statements("COMMIT sent", s -> s.kind() == Statement.Kind.COMMIT);
    }

    /**
     * The server's confirmation of a commit is on its way to the client: the transaction is durable, and the client
     * does not know it yet. The answer to a {@code COMMIT} that rolled back a failed transaction does not count: see
     * {@link #reply reply("ROLLBACK")}.
     *
     * @return the trigger
     */
    public static Trigger commitReply() {
        return new Trigger(
                "reply of COMMIT",
                p -> p instanceof ProtocolEvent.Completed c && c.tag().equals("COMMIT"));
    }

    /**
     * A {@code ROLLBACK} (or {@code ABORT}) of a whole transaction is on its way to the server.
     * {@code ROLLBACK TO SAVEPOINT} does not count.
     *
     * @return the trigger
     */
    public static Trigger rollbackSent() {
        return statements("ROLLBACK sent", s -> s.kind() == Statement.Kind.ROLLBACK);
    }

    /**
     * Any statement is on its way to the server, counted as in {@link Traffic#statements()}: transaction control such
     * as {@code BEGIN} and {@code COMMIT}, and what the driver itself sends on a new connection, do not count.
     *
     * @return the trigger
     */
    public static Trigger statement() {
        return new Trigger("statement", p -> p instanceof ProtocolEvent.Executing e && e.after() > e.before());
    }

    /**
     * The {@code number}-th statement of a connection since it was opened is on its way to the server, counted as for
     * {@link #statement()}. For the n-th statement from now on over all connections, use
     * {@code proxy.on(Trigger.statement()).skip(n - 1)}.
     *
     * @param number 1 for the first
     * @return the trigger
     * @throws IllegalArgumentException if {@code number} is less than 1
     */
    public static Trigger statement(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "statement number " + number + " is less than 1: the first statement is number 1");
        }
        return new Trigger(
                "statement " + number,
                p -> p instanceof ProtocolEvent.Executing e && e.before() < number && number <= e.after());
    }

    /**
     * A statement whose text contains {@code part} is on its way to the server. Case does not matter. Transaction
     * control and the driver's own statements are examined too.
     *
     * @param part the text to look for; not empty
     * @return the trigger
     * @throws IllegalArgumentException if {@code part} is empty
     */
    public static Trigger statementContaining(String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "the part to look for is empty, and every statement contains that: use Trigger.statement()");
        }
        String lower = part.toLowerCase(Locale.ROOT);
        return statements(
                "statement containing \"" + part + "\"",
                s -> s.text().toLowerCase(Locale.ROOT).contains(lower));
    }

    /**
     * A statement whose text matches {@code pattern} somewhere is on its way to the server. Transaction control and the
     * driver's own statements are examined too.
     *
     * @param pattern the pattern, searched for with {@link java.util.regex.Matcher#find()}
     * @return the trigger
     */
    public static Trigger statementMatching(Pattern pattern) {
        Objects.requireNonNull(pattern, "pattern");
        return statements(
                "statement matching /" + pattern + "/",
                s -> pattern.matcher(s.text()).find());
    }

    /**
     * The server's report that a statement is complete is on its way to the client.
     *
     * @param tag the beginning of the command tag, such as {@code "INSERT"} or {@code "UPDATE 1"}; not empty
     * @return the trigger
     * @throws IllegalArgumentException if {@code tag} is empty
     */
    public static Trigger reply(String tag) {
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("the command tag is empty: give its beginning, such as \"INSERT\"");
        }
        return new Trigger(
                "reply " + tag,
                p -> p instanceof ProtocolEvent.Completed c && c.tag().startsWith(tag));
    }

    private static Trigger statements(String description, Predicate<Statement> test) {
        return new Trigger(
                description,
                p -> p instanceof ProtocolEvent.Executing e
                        && e.statements().stream().anyMatch(test));
    }

    boolean matches(ProtocolEvent passing) {
        return test.test(passing);
    }

    /** {@return a description of the moment} */
    @Override
    public String toString() {
        return description;
    }
}
