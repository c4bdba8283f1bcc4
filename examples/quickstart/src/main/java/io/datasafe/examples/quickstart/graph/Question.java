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
 * @param label the question, as in the table
 * @param program asks a way
 * @param essence the part of an answer that must be equal for all ways: any of several equally short chains is right
 * @param telling puts an answer into words
 */
record Question<T>(String label, Program<T> program, Function<T, Object> essence, Function<T, List<String>> telling) {
    /** A way that sends more queries than this is not measured with the delay: it would take many seconds. */
    static final int MOST_FAR = 2_000;

    /** Asks a way. */
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
