package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.pom.Corpus;
import io.datasafe.examples.quickstart.server.OwnCluster;
import io.datasafe.examples.quickstart.server.Password;
import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.examples.quickstart.server.Target;
import io.datasafe.examples.quickstart.server.UserServer;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.examples.quickstart.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the quickstart, from the first line of output to the last. */
final class Run {
    private final Options options;
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final boolean mayAsk;
    private final long start = System.nanoTime();
    private int passed;
    private int failed;

    Run(Options options, Map<String, String> environment, Terminal terminal, boolean mayAsk) {
        this.options = options;
        this.environment = environment;
        this.terminal = terminal;
        this.mayAsk = mayAsk;
    }

    /** Returns whether all checks have passed. */
    boolean all(List<Step> steps) throws Exception {
        terminal.line(new Quickstart.Version().getVersion()[0]);
        Corpus corpus = Reading.of(options.repository(environment), options.limit(), terminal);
        Optional<Target> target = options.target();
        terminal.heading(target.isPresent() ? "Your server" : "A primary and a streaming replica for this run");
        long begun = System.nanoTime();
        try (Server server = open(target)) {
            terminal.line("  " + server.description() + ", ready after " + Terminal.seconds(System.nanoTime() - begun));
            Interruption interruption = Interruption.closes(server, terminal);
            try {
                for (Step step : steps) {
                    run(step, new Context(terminal, server, corpus, options.threads()));
                }
            } finally {
                interruption.over();
            }
            if (server instanceof UserServer own) {
                own.dropCommand().ifPresent(command -> terminal.line("\nThe schema is kept; to drop it: " + command));
            }
        }
        conclude();
        return failed == 0;
    }

    private Server open(Optional<Target> target) {
        return target.isPresent()
                ? UserServer.open(target.get(), Password.of(environment, mayAsk), options.threads())
                : OwnCluster.start(options.threads());
    }

    private void run(Step step, Context context) throws Exception {
        terminal.heading(step.title());
        List<Check> checks = step.run(context);
        if (!checks.isEmpty()) {
            terminal.line("");
        }
        for (Check check : checks) {
            terminal.verdict(check.passed(), check.what());
            if (check.passed()) {
                passed++;
            } else {
                failed++;
            }
        }
    }

    private void conclude() {
        String checks = failed == 0
                ? "All " + passed + " checks passed"
                : failed + " of " + (passed + failed) + " checks failed";
        terminal.heading(checks + ", " + Terminal.seconds(System.nanoTime() - start) + " in all");
    }
}
