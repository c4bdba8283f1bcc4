package io.datasafe.examples.quickstart.terminal;

/**
 * Shows progress: on a terminal one line that is overwritten, elsewhere a line for each quarter. Thread-safe.
 *
 * @since 0.1
 */
public final class Progress implements AutoCloseable {
    private static final int PARTS = 4;
    private static final long REDRAW_NANOS = 50_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final Terminal terminal;
    private final boolean live;
    private final String label;
    private final int total;
    private final long start = System.nanoTime();
    private int done;
    private long drawn = start - REDRAW_NANOS;

    Progress(Terminal terminal, boolean live, String label, int total) {
        this.terminal = terminal;
        this.live = live;
        this.label = label;
        this.total = total;
    }

    /** Counts one more step as done. */
    public synchronized void step() {
        done++;
        long now = System.nanoTime();
        if (live) {
            if (now - drawn >= REDRAW_NANOS) {
                drawn = now;
                terminal.overwrite(ERASE + text(now));
            }
        } else if ((long) done * PARTS / total > (done - 1L) * PARTS / total) {
            terminal.line(text(now));
        }
    }

    private String text(long now) {
        return "  " + label + "  " + Terminal.number(done) + " of " + Terminal.number(total) + "  "
                + Terminal.seconds(now - start);
    }

    /** Removes the progress line; the next output takes its place. */
    @Override
    public synchronized void close() {
        if (live) {
            terminal.overwrite(ERASE);
        }
    }
}
