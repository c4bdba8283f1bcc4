package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.measure.Measured;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question with the answers of all ways.
 *
 * @param answers in the order of the ways, datasafe's last
 */
record Answered<T>(Question<T> question, List<Measured<T>> answers) {
    Measured<T> datasafe() {
        return answers.get(answers.size() - 1);
    }

    /** {@return whether all ways give the same answer, with and without the delay} */
    boolean agree() {
        return answers.stream()
                        .flatMap(each -> Stream.concat(Stream.of(each.near()), each.far().stream()))
                        .map(timing -> question.essence().apply(timing.result()))
                        .distinct()
                        .count()
                == 1;
    }

    /** {@return the answer in words} */
    List<String> inWords() {
        return question.telling().apply(datasafe().near().result());
    }
}
