package io.datasafe.benchmarks.run;

import io.datasafe.benchmarks.server.Server;
import io.datasafe.benchmarks.server.TripProfiler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Some benchmarks of a suite. Forks, warm-up and length of iterations are those of the class's annotations, so that a
 * benchmark that is run by hand measures what the suite measures.
 *
 * @param benchmark the simple name of the class
 * @param params the values of its parameters
 * @since 0.1
 */
public record Step(String benchmark, Map<String, String[]> params) {
    private static final TimeValue MOMENT = TimeValue.milliseconds(50);

    /** How many forks each combination gets; they are spread over the run, so that a noisy minute hits all peers. */
    int rounds() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .filter(entry -> entry.getUsername().contains("." + benchmark + "."))
                .findFirst()
                .flatMap(entry -> Optional.ofNullable(entry.getForks().orElse(null)))
                .orElseThrow(() -> new IllegalArgumentException("there is no benchmark " + benchmark + " with @Fork"));
    }

    /** What JMH is told for one round. */
    Options options(Path server) {
        return common(server).build();
    }

    /** The same for a moment, to see that it works. */
    Options briefly(Path server) {
        return common(server)
                .warmupIterations(0)
                .measurementTime(MOMENT)
                .measurementIterations(1)
                .build();
    }

    private ChainedOptionsBuilder common(Path server) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark + "\\.")
                .forks(1)
                // A thread that sleeps before a retry would hold up the start of an iteration for all others.
                .syncIterations(false)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .addProfiler(TripProfiler.class)
                .jvmArgsAppend("-D" + Server.PROPERTY + "=" + server)
                .verbosity(VerboseMode.NORMAL);
        params.forEach(options::param);
        return options;
    }
}
