package io.datasafe.examples.quickstart.step;

import java.util.List;

/**
 * What one capability shows: a small class that does real work on the server and checks the outcome itself. To add one, write the class and
 * add it to the list in {@code Quickstart}. Steps run in the order of that list and find what the earlier ones have stored.
 *
 * @since 0.1
 */
public interface Step {
    /** {@return what it does, as its heading} */
    String title();

    /**
     * Does it, and prints what is worth seeing.
     *
     * @param context what there is to work with
     * @return what was checked; one that has not passed makes the quickstart fail
     * @throws Exception to end the quickstart with a failure
     */
    List<Check> run(Context context) throws Exception;
}
