package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the graph of dependencies and the tree of parents questions that take many steps: with a query for each node,
 * with a query for each level, and with datasafe.
 *
 * @since 0.1
 */
public final class GraphStep implements Step {
    /** Makes the step. */
    public GraphStep() {}

    @Override
    public String title() {
        return "The graph of dependencies and the tree of parents";
    }

    @Override
    public List<Check> run(Context context) throws Exception {
        Subjects subjects = prepare(context);
        List<Answered<?>> answers = new ArrayList<>();
        for (Question<?> question : new Questions(subjects).all()) {
            answers.add(question.ask(Way.all(), context.server()));
        }
        new GraphReport(context.terminal(), subjects, answers).print();
        return checks(answers);
    }

    private static Subjects prepare(Context context) throws SQLException {
        try (Connection connection = context.server().dataSource().getConnection()) {
            Filling.of(connection, context.corpus().poms());
            return Subjects.choose(connection);
        }
    }

    static List<Check> checks(List<Answered<?>> answers) {
        List<Check> checks = new ArrayList<>();
        for (Answered<?> each : answers) {
            checks.add(new Check(
                    "all ways give the same answer: " + each.question().label(), each.agree()));
        }
        if (!answers.isEmpty()) {
            checks.add(Check.equal(
                    "queries with datasafe, one a question",
                    answers.size(),
                    answers.stream().mapToInt(each -> each.datasafe().queries()).sum()));
        }
        return checks;
    }
}
