package io.datasafe.examples.quickstart.step;

import java.util.List;

/**
 * The demonstration of one capability: a small class that does real work on the server and checks the outcome itself.
 * To add one, write the class and add it to the list in {@code Quickstart}. Steps run in the order of that list, and
 * each sees the rows of the earlier ones.
 *
 * @since 0.1
 */
public interface Step {
    /** {@return its heading} */
    String title();

    /**
     * Runs the step and prints its results.
     *
     * @param context the resources
     * @return the checks; one that has not passed makes the quickstart fail
     * @throws Exception to end the quickstart with a failure
     */
    List<Check> run(Context context) throws Exception;
}
