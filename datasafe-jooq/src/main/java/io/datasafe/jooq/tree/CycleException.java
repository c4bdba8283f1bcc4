package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A node or vertex is its own ancestor: a cycle in the data, or one that a change would have created.
 *
 * @since 0.1
 */
public final class CycleException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final transient List<?> cycle;

    /**
     * Makes the exception.
     *
     * @param message what happened, to what, and what to do; the cycle is appended
     * @param cycle the ids: each is the parent of the next, or has an edge to it; the first is not repeated at the end
     */
    CycleException(String message, List<?> cycle) {
        super(message + ": " + print(cycle), null);
        this.cycle = List.copyOf(cycle);
    }

    /**
     * {@return the ids: each is the parent of the next, or has an edge to it, and the last that of the first;
     * unmodifiable}
     */
    public List<?> cycle() {
        return cycle;
    }

    /** Prints {@code 7 <- 40 <- 42 <- 7}; of a long cycle only both ends. */
    private static String print(List<?> cycle) {
        int shown = 12;
        String first = String.valueOf(cycle.get(0));
        if (cycle.size() <= shown) {
            return cycle.stream().map(String::valueOf).collect(Collectors.joining(" <- ")) + " <- " + first;
        }
        return cycle.stream().limit(shown / 2).map(String::valueOf).collect(Collectors.joining(" <- ")) + " <- ("
                + (cycle.size() - shown) + " more) <- "
                + cycle.stream()
                        .skip(cycle.size() - shown / 2)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" <- "))
                + " <- " + first;
    }
}
