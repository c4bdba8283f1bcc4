package io.datasafe.examples.quickstart.ingest;

import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.Link;
import io.datasafe.test.proxy.Trigger;

/** A fault that happens to a file's transaction, once. Each ends the connection at a different message. */
enum PlannedFault {
    /** The transaction is committed, but the client only sees a broken connection. */
    ANSWER_LOST("COMMIT arrives, its reply is lost"),
    /** The client sees the same, but nothing is committed. */
    COMMIT_LOST("COMMIT does not arrive"),
    /** Nothing is committed, and the client knows: it has not sent COMMIT yet. */
    CUT_MIDWAY("the connection is cut midway");

    private final String label;

    PlannedFault(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether the client has sent COMMIT and got no reply, so that it does not know the outcome. */
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
