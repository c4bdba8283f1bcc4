package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.examples.quickstart.server.ServerException;
import io.datasafe.examples.quickstart.terminal.Terminal;

/** Closes the server when the user interrupts the run, so that the run leaves nothing behind. */
final class Interruption {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption closes(Server server, Terminal terminal) {
        Thread hook = new Thread(() -> close(server, terminal), "quickstart-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    private static void close(Server server, Terminal terminal) {
        terminal.line("\ninterrupted: cleaning up");
        terminal.hush();
        try {
            server.close();
        } catch (ServerException e) {
            System.err.println("quickstart: " + e.getMessage());
        }
    }

    /** Ends the handling of interruptions. */
    void over() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is already running; this thread has only noticed that its connections are gone.
            joinHook();
        }
    }

    private void joinHook() {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
