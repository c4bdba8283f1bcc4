package io.datasafe.benchmarks.pair;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.results.BenchmarkTaskResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.InfraControl;

/**
 * One side of a pair: the loop that JMH has generated for a benchmark method, with that method's states, and blocks
 * that last as long as asked. JMH's own runner can only finish one method before it begins another.
 */
final class Side implements AutoCloseable {
    private static final long SETUP_SECONDS = 300;

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    /** What a thread has done in a block, and the processor time that it took, in nanoseconds. */
    private record Ran(BenchmarkTaskResult result, long processor) {}

    private final BenchmarkParams params;
    private final IterationParams iteration;
    private final String counter;
    private final Method loop;
    private final List<Object> loops = new ArrayList<>();
    private final ClassLoader loader;
    private final ExecutorService threads;
    private boolean sharesStates;

    private Side(BenchmarkParams params, String counter, ClassLoader loader, ExecutorService threads)
            throws ReflectiveOperationException {
        this.params = params;
        this.iteration = params.getMeasurement();
        this.counter = counter;
        this.loader = loader;
        this.threads = threads;
        String target = params.generatedBenchmark();
        int dot = target.lastIndexOf('.');
        Class<?> generated = Class.forName(target.substring(0, dot), true, loader);
        loop = generated.getMethod(target.substring(dot + 1), InfraControl.class, ThreadParams.class);
        for (int i = 0; i < params.getThreads(); i++) {
            loops.add(generated.getConstructor().newInstance());
        }
    }

    /**
     * Sets its states up, and calls the method for the first time.
     *
     * @param pair says how long a block lasts, and what is counted
     * @param method the simple name of the method
     * @param loader where the benchmark's classes come from
     * @param threads what the method runs on
     */
    static Side open(Pair pair, String method, ClassLoader loader, ExecutorService threads) throws Exception {
        BenchmarkListEntry entry = Benchmarks.find(pair.benchmark(), method);
        Side side =
                new Side(Benchmarks.params(entry, pair.params(), pair.blockMillis()), pair.counter(), loader, threads);
        side.run(false, true);
        return side;
    }

    /**
     * The same, with the states of another side: then both use the same connection, and the same process of the server,
     * which the operating system may favour or not for seconds.
     */
    static Side beside(Side other, Pair pair, String method) throws Exception {
        BenchmarkListEntry entry = Benchmarks.find(pair.benchmark(), method);
        Side side = new Side(
                Benchmarks.params(entry, pair.params(), pair.blockMillis()),
                pair.counter(),
                other.loader,
                other.threads);
        side.sharesStates = true;
        for (int i = 0; i < side.loops.size(); i++) {
            States.copy(other.loops.get(i), side.loops.get(i));
        }
        side.run(false, false);
        return side;
    }

    /** Runs a block. */
    Block block() throws Exception {
        List<Ran> all = run(false, false);
        long processor = all.stream().mapToLong(Ran::processor).sum();
        long operations =
                all.stream().mapToLong(each -> each.result().getAllOps()).sum();
        return new Block(figure(all), (double) processor / operations);
    }

    private double figure(List<Ran> all) {
        if (counter.isEmpty()) {
            return all.stream()
                    .mapToDouble(each -> primary(each.result()).getScore())
                    .average()
                    .orElseThrow();
        }
        return all.stream()
                .mapToDouble(each -> counted(each.result()).getScore())
                .sum();
    }

    /** The unit of the figures. */
    String unit() throws Exception {
        BenchmarkTaskResult result = run(false, false).get(0).result();
        return counter.isEmpty() ? primary(result).getScoreUnit() : counter + "/s";
    }

    /** Tears its states down, unless they are another side's. */
    @Override
    public void close() throws ExecutionException, TimeoutException {
        if (sharesStates) {
            return;
        }
        try {
            run(true, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(params.getBenchmark() + " was interrupted while it was torn down", e);
        }
    }

    private List<Ran> run(boolean last, boolean first)
            throws ExecutionException, InterruptedException, TimeoutException {
        int count = params.getThreads();
        InfraControl control = new InfraControl(
                params,
                iteration,
                new CountDownLatch(count),
                new CountDownLatch(count),
                first,
                last,
                false,
                new Control());
        List<Future<Ran>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object benchmark = loops.get(i);
            ThreadParams thread = new ThreadParams(i, count, i, count, 0, 1, 0, 1, 0, 1);
            running.add(threads.submit(() -> call(benchmark, control, thread)));
        }
        // A block ends when its time is over, or with the failure of its first thread.
        await(running.get(0), iteration.getTime().convertTo(TimeUnit.MILLISECONDS));
        control.announceDone();
        List<Ran> results = new ArrayList<>();
        for (Future<Ran> each : running) {
            results.add(each.get(SETUP_SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }

    private static void await(Future<?> running, long millis) throws ExecutionException, InterruptedException {
        try {
            running.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // That it still runs is what is expected.
        }
    }

    private Ran call(Object benchmark, InfraControl control, ThreadParams thread) throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        try {
            long before = PROCESSOR.getCurrentThreadCpuTime();
            BenchmarkTaskResult result = (BenchmarkTaskResult) loop.invoke(benchmark, control, thread);
            return new Ran(result, PROCESSOR.getCurrentThreadCpuTime() - before);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(params.getBenchmark() + " failed", e.getCause());
        }
    }

    private static Result<?> primary(BenchmarkTaskResult result) {
        return result.getResults().stream()
                .filter(each -> each.getRole().isPrimary())
                .findFirst()
                .orElseThrow();
    }

    private Result<?> counted(BenchmarkTaskResult result) {
        return result.getResults().stream()
                .filter(each -> each.getLabel().equals(counter))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(params.getBenchmark() + " has no counter " + counter));
    }
}
