package io.datasafe.benchmarks.run;

import io.datasafe.benchmarks.pair.Pair;
import io.datasafe.benchmarks.pair.Pairs;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to run, as the command line says it.
 *
 * @param only which pairs
 * @param before the checkout whose classes ours are compared with; empty for the peers
 * @param draft whether the results are for nobody else, and may come from changed sources
 * @param note what readers of the results have to know
 */
record PairOptions(Pattern only, String before, boolean draft, String note) {
    static PairOptions parse(List<String> arguments) {
        Pattern only = Pattern.compile(".*");
        String before = "";
        boolean draft = false;
        String note = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--only" -> only = Pattern.compile(value(arguments, ++i));
                case "--against" -> before = value(arguments, ++i);
                case "--draft" -> draft = true;
                default -> note = note(argument);
            }
        }
        if (!before.isEmpty() && !draft) {
            throw new IllegalArgumentException("--against compares with files that no reader has: it needs --draft");
        }
        return new PairOptions(only, before, draft, note);
    }

    /** The pairs that are asked for; with another checkout each method of ours beside itself. */
    List<Pair> pairs() {
        List<Pair> chosen = (before.isEmpty() ? Pairs.ALL : Pairs.beforeAndAfter())
                .stream().filter(pair -> only.matcher(pair.name()).matches()).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no pair matches \"" + only + "\"");
        }
        return chosen;
    }

    private static String value(List<String> arguments, int index) {
        if (index == arguments.size()) {
            throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }

    private static String note(String argument) {
        if (argument.startsWith("--")) {
            throw new IllegalArgumentException(
                    argument + " is unknown: there are --only REGEX, --against CHECKOUT and --draft");
        }
        return argument;
    }
}
