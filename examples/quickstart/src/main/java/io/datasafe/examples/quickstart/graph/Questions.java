package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.terminal.Terminal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The questions that the stored data allows. */
record Questions(Subjects subjects) {
    private static final int SHOWN = 5;

    List<Question<?>> all() {
        List<Question<?>> all = new ArrayList<>();
        subjects.popular().map(this::dependants).ifPresent(all::add);
        subjects.apart().map(this::chain).ifPresent(all::add);
        if (subjects.graph().edges() > 0) {
            all.add(cycles());
        }
        subjects.patriarch().map(this::below).ifPresent(all::add);
        if (subjects.patriarch().isPresent()) {
            all.add(above());
        }
        return all;
    }

    private Question<Set<Long>> dependants(long artifact) {
        return new Question<>(
                "who depends on " + subjects.name(artifact),
                (way, connection) -> way.dependants(connection, artifact),
                answer -> answer,
                answer -> List.of(Terminal.number(answer.size())
                        + (answer.size() == 1 ? " artifact depends on " : " artifacts depend on ")
                        + subjects.name(artifact)
                        + ", " + Terminal.number(subjects.graph().directSources(artifact)) + " of them directly."));
    }

    Question<List<Long>> chain(Digraph.Pair ends) {
        return new Question<>(
                "the shortest chain between the two that are farthest apart",
                (way, connection) -> way.chain(connection, ends.from(), ends.to()),
                answer -> subjects.graph().hasPath(answer) ? answer.size() : answer,
                answer -> List.of("The longest of the shortest chains, " + ends.hops()
                        + (ends.hops() == 1 ? " step: " : " steps: ") + path(answer)));
    }

    Question<List<List<Long>>> cycles() {
        return new Question<>(
                "the cycles",
                (way, connection) -> way.cycles(connection),
                answer -> answer.stream().map(this::essence).toList(),
                this::tellCycles);
    }

    /** Any of several shortest cycles through an artifact is right. */
    private Object essence(List<Long> cycle) {
        return subjects.graph().hasPath(closed(cycle)) ? List.of(cycle.get(0), cycle.size()) : cycle;
    }

    private List<String> tellCycles(List<List<Long>> cycles) {
        if (cycles.isEmpty()) {
            return List.of("There is no cycle: no artifact depends on itself, directly or indirectly.");
        }
        List<String> lines = new ArrayList<>();
        lines.add((cycles.size() == 1 ? "There is 1 cycle" : "There are " + cycles.size() + " cycles")
                + " that share no artifact, ignoring versions and scopes:");
        cycles.stream().limit(SHOWN).forEach(cycle -> lines.add("    " + path(closed(cycle))));
        if (cycles.size() > SHOWN) {
            lines.add("    and " + (cycles.size() - SHOWN) + " more");
        }
        return lines;
    }

    private static List<Long> closed(List<Long> cycle) {
        List<Long> closed = new ArrayList<>(cycle);
        closed.add(cycle.get(0));
        return closed;
    }

    private Question<Set<String>> below(long pom) {
        return new Question<>(
                "what inherits from the POM with the most heirs",
                (way, connection) -> way.below(connection, pom),
                answer -> answer,
                answer -> List.of(
                        Terminal.number(answer.size() - 1L) + (answer.size() == 2 ? " POM inherits" : " POMs inherit")
                                + " from " + answer.iterator().next() + ", directly or indirectly."));
    }

    private Question<Map<Long, List<String>>> above() {
        return new Question<>(
                "the ancestors of each of " + subjects.page().size() + " POMs",
                (way, connection) -> way.above(connection, subjects.page()),
                answer -> answer,
                answer -> List.of("The longest chain of parents among the first "
                        + subjects.page().size() + ": "
                        + String.join(
                                " <- ",
                                answer.values().stream()
                                        .max(Comparator.comparingInt(List::size))
                                        .orElse(List.of()))));
    }

    /** Without the group ids, which would make the path hard to read. */
    private String path(List<Long> artifacts) {
        return String.join(
                " -> ",
                artifacts.stream()
                        .map(subjects::name)
                        .map(name -> name.substring(name.indexOf(':') + 1))
                        .toList());
    }
}
