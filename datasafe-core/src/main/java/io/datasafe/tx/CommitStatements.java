package io.datasafe.tx;

import io.datasafe.internal.pg.CommitStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The statements that a transaction sends in the flight of its COMMIT: messages to the outbox, and the result of {@link
 * Once}.
 */
final class CommitStatements {
    private final TxOptions options;
    private final List<String> topics = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final List<CommitStatement> onceResults = new ArrayList<>(1);

    CommitStatements(TxOptions options) {
        this.options = options;
    }

    void add(String topic, String payload) {
        Objects.requireNonNull(payload, "payload");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic is blank: name what the message is about, such as \"order\"");
        }
        topics.add(topic);
        payloads.add(payload);
    }

    int messages() {
        return topics.size();
    }

    void dropMessagesSince(int count) {
        topics.subList(count, topics.size()).clear();
        payloads.subList(count, payloads.size()).clear();
    }

    /** The result is stored in the round trip of COMMIT. */
    void onceResult(CommitStatement statement) {
        onceResults.add(statement);
    }

    List<CommitStatement> list() {
        List<CommitStatement> statements = new ArrayList<>(onceResults);
        if (!topics.isEmpty()) {
            // The ids are drawn here, when all row locks are held: they follow the order in which dependent
            // transactions commit.
            statements.add(new CommitStatement(
                    "INSERT INTO " + options.setup().outboxTable().quoted() + " (topic, payload) SELECT t, p FROM"
                            + " unnest(?::text[], ?::text[]) WITH ORDINALITY AS m(t, p, n) ORDER BY n",
                    List.of(topics.toArray(new String[0]), payloads.toArray(new String[0]))));
        }
        return statements;
    }
}
