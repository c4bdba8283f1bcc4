package io.datasafe.benchmarks.run;

import io.datasafe.benchmarks.server.Server;
import io.datasafe.benchmarks.server.TripProfiler;
import java.nio.file.Path;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Some benchmarks of a suite, and how long to measure them.
 *
 * @param benchmark the simple name of the class
 * @param params the values of its parameters
 * @param rounds how many forks each combination gets; they are spread over the run, so that a noisy minute hits all peers
 * @param iteration the length of an iteration, warm-up or measured
 * @param warmups how many iterations are thrown away
 * @param iterations how many are kept
 * @since 0.1
 */
public record Step(
        String benchmark, Map<String, String[]> params, int rounds, TimeValue iteration, int warmups, int iterations) {
    /** What JMH is told for one round. */
    Options options(Path server) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark + "\\.")
                .forks(1)
                .warmupTime(iteration)
                .warmupIterations(warmups)
                .measurementTime(iteration)
                .measurementIterations(iterations)
                // A thread that sleeps before a retry would hold up the start of an iteration for all others.
                .syncIterations(false)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .addProfiler(TripProfiler.class)
                .jvmArgsAppend("-D" + Server.PROPERTY + "=" + server)
                .verbosity(VerboseMode.NORMAL);
        params.forEach(options::param);
        return options.build();
    }
}
