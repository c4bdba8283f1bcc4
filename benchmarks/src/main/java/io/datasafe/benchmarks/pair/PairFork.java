package io.datasafe.benchmarks.pair;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A JVM that measures one pair.
 *
 * @since 0.1
 */
public final class PairFork {
    private static final String DRIVER = "org.postgresql.Driver";

    private PairFork() {}

    /**
     * What the JVM measures.
     *
     * @param pair which pair
     * @param blocks how many blocks of each side
     * @param before the checkout that the peer's classes come from; empty where both sides have the same
     * @since 0.1
     */
    public record Task(Pair pair, int blocks, String before) {}

    /**
     * What it has measured.
     *
     * @param unit the unit of the figures
     * @param blocks the figures
     * @since 0.1
     */
    public record Answer(String unit, ForkBlocks blocks) {}

    /**
     * Measures.
     *
     * @param args the file that holds the {@link Task}, and the file for the {@link Answer}, both as JSON
     */
    public static void main(String[] args) throws Exception {
        Gson gson = new Gson();
        Task task = gson.fromJson(Files.readString(Path.of(args[0])), Task.class);
        Files.writeString(Path.of(args[1]), gson.toJson(run(task)));
    }

    /**
     * Measures in this JVM.
     *
     * @param task what
     * @return the figures
     */
    public static Answer run(Task task) throws Exception {
        Pair pair = task.pair();
        ExecutorService threads = Executors.newCachedThreadPool(PairFork::daemon);
        try {
            return task.before().isEmpty()
                    ? together(pair, task.blocks(), threads)
                    : apart(pair, task.blocks(), OtherClasses.compiled(Path.of(task.before())), threads);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Both on the same connection. */
    private static Answer together(Pair pair, int blocks, ExecutorService threads) throws Exception {
        try (Side ours = Side.open(pair, pair.ours(), PairFork.class.getClassLoader(), threads);
                Side peer = Side.beside(ours, pair, pair.peer())) {
            return answer(pair, ours, peer, blocks);
        }
    }

    /**
     * Each with classes of its own; those of this JVM are loaded once more too, so that both sides are loaded in the
     * same way.
     */
    private static Answer apart(Pair pair, int blocks, List<Path> before, ExecutorService threads) throws Exception {
        try (Side ours = Side.open(pair, pair.ours(), loader(List.of()), threads);
                Side peer = Side.open(pair, pair.peer(), loader(before), threads)) {
            return answer(pair, ours, peer, blocks);
        }
    }

    private static Answer answer(Pair pair, Side ours, Side peer, int blocks) throws Exception {
        return new Answer(ours.unit(), new Turns(ours, peer, pair).run(blocks));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pair");
        thread.setDaemon(true);
        return thread;
    }

    private static ClassLoader loader(List<Path> first) throws ClassNotFoundException {
        ClassLoader loader = OtherClasses.of(first);
        // DriverManager hands a driver only to callers of the same loader, and finds by itself none but those of the
        // application's.
        Class.forName(DRIVER, true, loader);
        return loader;
    }
}
