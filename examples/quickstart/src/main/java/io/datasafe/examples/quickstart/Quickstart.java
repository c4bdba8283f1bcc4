package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.graph.GraphStep;
import io.datasafe.examples.quickstart.ingest.FaultStep;
import io.datasafe.examples.quickstart.ingest.IngestStep;
import io.datasafe.examples.quickstart.listing.ListingStep;
import io.datasafe.examples.quickstart.replica.ReplicaStep;
import io.datasafe.examples.quickstart.server.ServerException;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.examples.quickstart.terminal.Capabilities;
import io.datasafe.examples.quickstart.terminal.StreamWriter;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.test.cluster.ClusterException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The quickstart's command: stores the POM files of the local Maven repository in PostgreSQL, with plain JDBC and with
 * datasafe, and shows the results. Exits with 0 if all checks passed, 1 if a check or the run failed, 2 if the command
 * line is wrong.
 *
 * @since 0.1
 */
@Command(
        name = "quickstart",
        description = "Stores the POM files of the local Maven repository in a real PostgreSQL, by several threads in"
                + " transactions that conflict and over connections that break: with plain JDBC and with datasafe, side by"
                + " side.",
        mixinStandardHelpOptions = true,
        versionProvider = Quickstart.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all checks have passed", "1:a check or the run has failed", "2:the command line is wrong"})
public final class Quickstart implements Callable<Integer> {
    /**
     * In the order in which they run: faults first, because the later steps use the ingest's rows. A new capability
     * adds its line here.
     */
    private static final List<Step> STEPS =
            List.of(new FaultStep(), new IngestStep(), new ReplicaStep(), new ListingStep(), new GraphStep());

    /**
     * Switched off: the driver also throws what it logs. The field keeps the logger, and so its level, from being
     * collected.
     */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final Map<String, String> environment;
    private final PrintStream out;

    @Mixin
    private final Options options = new Options();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Quickstart(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * Runs the command and exits.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        DRIVER.setLevel(Level.OFF);
        System.exit(run(System.getenv(), System.out, System.err, args));
    }

    /**
     * Runs the command.
     *
     * @param environment the environment's variables
     * @param out where to print
     * @param err where to print what went wrong
     * @param args the command line
     * @return the exit code
     */
    static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new Quickstart(environment, out))
                .setOut(StreamWriter.to(out))
                .setErr(StreamWriter.to(err))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Quickstart::refuse)
                .setExecutionExceptionHandler(Quickstart::explain)
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        try {
            options.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Capabilities capabilities =
                out == System.out ? Capabilities.detect(options.noColour(), environment) : Capabilities.NONE;
        Run run = new Run(options, environment, new Terminal(out, capabilities), capabilities.live());
        return run.all(STEPS) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static int refuse(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("quickstart: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("quickstart: --help lists the options");
        return CommandLine.ExitCode.USAGE;
    }

    /** Prints one sentence for a failure that the user can fix, and points to the stack trace for any other. */
    private static int explain(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        boolean ours = failure instanceof ServerException
                || failure instanceof ClusterException
                || failure instanceof NothingToDoException;
        Quickstart command = commandLine.getCommand();
        err.println("quickstart: " + (ours ? failure.getMessage() : "failed with " + failure));
        if (command.options.verbose()) {
            failure.printStackTrace(err);
        } else if (!ours) {
            err.println("quickstart: run it again with --verbose for the stack trace.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Quickstart.class.getPackage().getImplementationVersion();
            return new String[] {"datasafe quickstart " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
