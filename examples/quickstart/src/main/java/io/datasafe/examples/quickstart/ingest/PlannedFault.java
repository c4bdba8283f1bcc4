package io.datasafe.examples.quickstart.ingest;

import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.Link;
import io.datasafe.test.proxy.Trigger;

/** What is to befall a file's transaction, once. Each ends the connection, at another message. */
enum PlannedFault {
    /** The transaction is committed, and the client only sees that its connection is gone. */
    ANSWER_LOST("COMMIT arrives, its answer does not"),
    /** The same for the client, but nothing is committed. */
    COMMIT_LOST("COMMIT does not arrive"),
    /** Nothing is committed, and the client could know: it has not sent COMMIT yet. */
    CUT_MIDWAY("the connection is cut midway");

    private final String label;

    PlannedFault(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether the client has sent COMMIT and heard nothing, so that it cannot know by itself. */
    boolean leavesInDoubt() {
        return this != CUT_MIDWAY;
    }

    Fault armOn(Link link) {
        return link.on(trigger()).once().cut();
    }

    private Trigger trigger() {
        return switch (this) {
            case ANSWER_LOST -> Trigger.commitReply();
            case COMMIT_LOST -> Trigger.commitSent();
            case CUT_MIDWAY -> Trigger.statementContaining("update group_statistics");
        };
    }
}
