package io.datasafe.examples.quickstart.ingest;

import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.Link;
import io.datasafe.test.proxy.Trigger;

/** What is to befall a file's transaction, once. Each ends the connection, at another message. */
enum PlannedFault {
    /** The transaction is committed, and the client only sees that its connection is gone. */
    ANSWER_LOST("COMMIT arrives, its answer does not", Trigger.commitReply()),
    /** The same for the client, but nothing is committed. */
    COMMIT_LOST("COMMIT does not arrive", Trigger.commitSent()),
    /** Nothing is committed, and the client could know: it has not sent COMMIT yet. */
    CUT_MIDWAY("the connection is cut midway", Trigger.statementContaining("update group_statistics"));

    private final String label;
    private final Trigger trigger;

    PlannedFault(String label, Trigger trigger) {
        this.label = label;
        this.trigger = trigger;
    }

    String label() {
        return label;
    }

    /** Whether the client has sent COMMIT and heard nothing, so that it cannot know by itself. */
    boolean leavesInDoubt() {
        return this != CUT_MIDWAY;
    }

    Fault armOn(Link link) {
        return link.on(trigger).once().cut();
    }
}
