package io.datasafe.examples.quickstart.terminal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * A writer to a print stream, in the stream's encoding.
 *
 * @since 0.1
 */
public final class StreamWriter extends Writer {
    private final PrintStream stream;

    private StreamWriter(PrintStream stream) {
        this.stream = stream;
    }

    /**
     * Makes a writer.
     *
     * @param stream the stream
     * @return a writer that flushes each line
     */
    public static PrintWriter to(PrintStream stream) {
        return new PrintWriter(new StreamWriter(stream), true);
    }

    @Override
    public void write(char[] characters, int from, int count) {
        stream.print(new String(characters, from, count));
    }

    @Override
    public void flush() {
        stream.flush();
    }

    /** Only flushes: the stream belongs to the caller. */
    @Override
    public void close() {
        stream.flush();
    }
}
