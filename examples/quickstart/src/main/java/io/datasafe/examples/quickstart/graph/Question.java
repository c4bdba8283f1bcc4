package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.measure.Work;
import io.datasafe.examples.quickstart.server.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A question that each way answers.
 *
 * @param label what is asked, as the table has it
 * @param program how a way is asked
 * @param essence what must be the same of all answers: of chains that are equally short any is right, if it is one
 * @param telling an answer in words
 */
record Question<T>(String label, Program<T> program, Function<T, Object> essence, Function<T, List<String>> telling) {
    /** With more queries than this, a way is not asked with the delay: it would take many seconds. */
    static final int MOST_FAR = 2_000;

    /** How a way is asked. */
    @FunctionalInterface
    interface Program<T> {
        T answer(Way way, Connection connection) throws SQLException;
    }

    Answered<T> ask(List<Way> ways, Server server) throws SQLException {
        List<Measured<T>> answers = new ArrayList<>();
        for (Way way : ways) {
            Work<T> work = connection -> program.answer(way, connection);
            Measured<T> near = Measured.near(way.name(), label, server, work);
            answers.add(near.queries() <= MOST_FAR ? near.andFar(server, work) : near);
        }
        return new Answered<>(this, answers);
    }
}
