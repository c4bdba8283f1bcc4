package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Counters counters = new Counters(null);
    private final List<Recording> recordings = new ArrayList<>();
    private final Conversation conversation = new Conversation(3, counters, recordings);
    private Recording recording;

    @BeforeEach
    void startSession() {
        recording = new Recording(counters::traffic, recordings::remove);
        recordings.add(recording);
        conversation.received('K', new MessageBuffer.Body(new byte[] {0, 0, 1, 2}, 0, 4));
        conversation.received('Z', Frames.body("I"));
    }

    @Test
    void remembersTheBackend() {
        assertThat(conversation.backendPid()).isEqualTo(258);
    }

    @Test
    void findsTheTextOfANamedStatementThroughItsPortal() {
        conversation.sent('P', Frames.body("S_1|COMMIT|"));
        execute("", "S_1");
        ready();
        assertThat(executed("C_1", "S_1").statements())
                .extracting(Statement::text)
                .containsExactly("COMMIT");
        assertThat(conversation.received('C', Frames.body("COMMIT|"))).isEqualTo(new ProtocolEvent.Completed("COMMIT"));
    }

    @Test
    void forgetsWhatIsClosed() {
        conversation.sent('P', Frames.body("S_1|COMMIT|"));
        conversation.sent('C', Frames.body("SS_1|"));
        assertThat(executed("", "S_1").statements()).isEmpty();
        conversation.sent('P', Frames.body("S_2|COMMIT|"));
        conversation.sent('B', Frames.body("C_1|S_2|"));
        conversation.sent('C', Frames.body("PC_1|"));
        assertThat(((ProtocolEvent.Executing) conversation.sent('E', Frames.body("C_1|"))).statements())
                .isEmpty();
    }

    @Test
    void countsAPipelineOfSeveralSyncsAsOneTrip() {
        conversation.sent('P', Frames.body("|select 1|"));
        execute("", "");
        conversation.sent('S', Frames.body(""));
        conversation.sent('P', Frames.body("|select 2|"));
        execute("", "");
        conversation.sent('S', Frames.body(""));
        ready();
        conversation.sent('S', Frames.body(""));
        ready();
        ready();
        assertThat(counters.traffic().roundTrips()).isEqualTo(1);
        assertThat(recording.trips()).containsExactly(new Trip(3, List.of("select 1", "select 2")));
        query("select 3");
        assertThat(counters.traffic().roundTrips()).isEqualTo(2);
    }

    @Test
    void countsCopyInAsTwoTrips() {
        conversation.sent('Q', Frames.body("copy t from stdin|"));
        conversation.received('G', Frames.body(""));
        conversation.sent('d', Frames.body("row"));
        conversation.sent('c', Frames.body(""));
        ready();
        query("select 1");
        assertThat(counters.traffic().roundTrips()).isEqualTo(3);
        assertThat(counters.traffic().statements()).isEqualTo(2);
    }

    @Test
    void countsNoTripOfSessionSetupBeforeTheFirstStatement() {
        query("SET extra_float_digits = 3");
        query("");
        assertThat(counters.traffic().roundTrips()).isZero();
        query("select 1");
        query("SET extra_float_digits = 3");
        query("");
        assertThat(counters.traffic().roundTrips()).isEqualTo(3);
        assertThat(counters.traffic().statements()).isEqualTo(2);
    }

    @Test
    void countsAStatementOnceHoweverOftenItsPortalIsFetched() {
        conversation.sent('P', Frames.body("|select 1|"));
        assertThat(executed("C_1", "").after()).isEqualTo(1);
        assertThat(conversation.sent('E', Frames.body("C_1|"))).isNull();
        assertThat(counters.traffic().statements()).isEqualTo(1);
    }

    @Test
    void knowsWhetherATransactionIsOpen() {
        assertThat(conversation.inTransaction()).isFalse();
        conversation.received('Z', Frames.body("T"));
        assertThat(conversation.inTransaction()).isTrue();
        conversation.received('Z', Frames.body("E"));
        assertThat(conversation.inTransaction()).isTrue();
    }

    @Test
    void doesNotRememberTextsThatNobodyRecords() {
        recording.close();
        conversation.sent('Q', Frames.body("select 1|"));
        assertThat(recording.trips()).isEmpty();
        assertThat(recording.traffic().roundTrips()).isZero();
        assertThat(counters.traffic().roundTrips()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstThousandTextsOfATrip() {
        for (int i = 0; i < 1_002; i++) {
            conversation.sent('P', Frames.body("|select 1|"));
            execute("", "");
        }
        conversation.sent('S', Frames.body(""));
        assertThat(recording.trips()).singleElement().satisfies(trip -> {
            assertThat(trip.statements()).hasSize(1_001).endsWith("(and 2 more statements)");
            assertThat(trip.toString()).startsWith("#3  select 1; select 1;");
        });
    }

    @Test
    void keepsTheFirstTenThousandTrips() {
        for (int i = 0; i < 10_001; i++) {
            query("select 1");
        }
        assertThat(recording.trips()).hasSize(10_000);
        assertThat(recording.toString()).contains("and 1 more", "round trips: 10001");
    }

    @Test
    void showsTripsShortAndOnOneLine() {
        assertThat(new Trip(1, List.of()).toString()).isEqualTo("#1  (no statement)");
        assertThat(new Trip(1, List.of("", "select\n  1")).toString()).isEqualTo("#1  (empty query); select 1");
        assertThat(new Trip(1, List.of("x".repeat(300))).toString())
                .endsWith("...")
                .hasSize(207);
    }

    private void query(String sql) {
        conversation.sent('Q', Frames.body(sql + "|"));
        ready();
    }

    private void execute(String portal, String statement) {
        executed(portal, statement);
    }

    private ProtocolEvent.Executing executed(String portal, String statement) {
        conversation.sent('B', Frames.body(portal + "|" + statement + "|"));
        return (ProtocolEvent.Executing) conversation.sent('E', Frames.body(portal + "|"));
    }

    private void ready() {
        conversation.received('Z', Frames.body("I"));
    }
}
