package io.datasafe.examples.quickstart.server;

import java.io.Console;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The source of the password: {@code DATASAFE_PASSWORD}, {@code PGPASSWORD}, the driver's own sources ({@code
 * ~/.pgpass}, or none if the server needs none), or a prompt at the terminal.
 *
 * @since 0.1
 */
public final class Password {
    /** The states, pgjdbc's or the server's, when a server needs a password and the driver has none. */
    private static final Set<String> MISSING = Set.of("08004", "28P01", "28000");

    private final Map<String, String> environment;
    private final Supplier<@Nullable String> question;

    Password(Map<String, String> environment, Supplier<@Nullable String> question) {
        this.environment = environment;
        this.question = question;
    }

    /**
     * Chooses the sources.
     *
     * @param environment the environment's variables
     * @param mayAsk whether a user at a terminal can be asked
     * @return the sources
     */
    public static Password of(Map<String, String> environment, boolean mayAsk) {
        return new Password(environment, () -> mayAsk ? ask(System.console()) : null);
    }

    private static @Nullable String ask(@Nullable Console console) {
        char[] answer = console == null ? null : console.readPassword("Password: ");
        return answer == null ? null : new String(answer);
    }

    /** Returns a password that the server accepts; null if it needs none. */
    @Nullable
    String find(Target target) throws SQLException {
        String known = environment.getOrDefault("DATASAFE_PASSWORD", environment.get("PGPASSWORD"));
        try {
            target.connections(known).getConnection().close();
            return known;
        } catch (SQLException e) {
            String answer = known == null && MISSING.contains(String.valueOf(e.getSQLState())) ? question.get() : null;
            if (answer == null) {
                throw e;
            }
            return answer;
        }
    }
}
