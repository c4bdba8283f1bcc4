package io.datasafe.test.proxy;

import java.util.ArrayList;
import java.util.List;

/** A round trip in progress. The client can add statements to it until the server's last answer. */
final class Flight {
    /**
     * The most statements that are kept, so that a batch of a million does not fill the heap of the test that counts
     * it.
     */
    private static final int KEPT = 1_000;

    private final int link;
    private final List<String> statements = new ArrayList<>();
    private int left;

    Flight(int link) {
        this.link = link;
    }

    synchronized void add(String statement) {
        if (statements.size() < KEPT) {
            statements.add(statement);
        } else {
            left++;
        }
    }

    synchronized Trip trip() {
        List<String> shown = new ArrayList<>(statements);
        if (left > 0) {
            shown.add("(and " + left + " more statements)");
        }
        return new Trip(link, shown);
    }
}
