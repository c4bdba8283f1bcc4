package io.datasafe.benchmarks.faults;

import static io.datasafe.benchmarks.faults.Entrant.BLIND_RETRY;
import static io.datasafe.benchmarks.faults.Entrant.GIVE_UP;
import static io.datasafe.benchmarks.faults.Entrant.ONCE;
import static io.datasafe.benchmarks.faults.Entrant.POLLED_STATUS;
import static io.datasafe.benchmarks.faults.Entrant.RESOLVABLE;
import static io.datasafe.benchmarks.faults.Entrant.UNFENCED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of the run that the documentation publishes, and what must come out of it. */
class CampaignIT {
    private static final long PATIENCE_MILLIS = 30_000;
    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
    private static Map<Entrant, Standing> standings;

    @BeforeAll
    static void run() throws Exception {
        FaultResults results = Campaign.SHORT.run(new PrintStream(OUT, true, StandardCharsets.UTF_8));
        standings = results.contenders().stream().collect(Collectors.toMap(Standing::contender, Function.identity()));
    }

    @ParameterizedTest
    @EnumSource
    void everyContenderMeetsTheSameFaults(Entrant entrant) {
        for (FaultKind fault : FaultKind.values()) {
            Count count = count(entrant, fault);
            assertThat(count.transfers())
                    .as(fault.title())
                    .isPositive()
                    .isEqualTo(count(ONCE, fault).transfers());
            boolean strikes = fault != FaultKind.NONE && fault != FaultKind.FAILOVER_ACKNOWLEDGED;
            assertThat(count.hits()).as(fault.title()).isEqualTo(strikes ? count.transfers() : 0);
        }
        assertThat(sum(entrant, fault -> true).transfers()).isEqualTo(Campaign.SHORT.transfers());
    }

    @ParameterizedTest
    @EnumSource
    void noContenderTearsATransfer(Entrant entrant) {
        assertThat(standings.get(entrant).exact()).isTrue();
        assertThat(sum(entrant, fault -> fault == FaultKind.NONE))
                .extracting(Count::attempts, Count::unknown)
                .containsExactly(sum(entrant, fault -> fault == FaultKind.NONE).transfers(), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOLVABLE", "ONCE"})
    void datasafeDoublesLosesAndMistakesNothing(Entrant entrant) {
        assertThat(sum(entrant, fault -> true))
                .extracting(Count::doubled, Count::lost, Count::wrong)
                .containsExactly(0, 0, 0);
        assertThat(standings.get(entrant).paidTwice()).isZero();
    }

    @Test
    void datasafeKnowsWhereTheServerComesBackInTime() {
        assertThat(sum(RESOLVABLE, fault -> !fault.isFailover() && !fault.isOutage())
                        .unknown())
                .isZero();
        assertThat(sum(ONCE, fault -> !fault.isOutage()).unknown()).isZero();
    }

    @Test
    void datasafeSaysThatItDoesNotKnowWhatAFailoverHasLeft() {
        Count failovers =
                sum(RESOLVABLE, fault -> fault == FaultKind.FAILOVER_MISSED || fault == FaultKind.FAILOVER_REPLICATED);

        assertThat(failovers.unknown()).isEqualTo(failovers.transfers());
        assertThat(failovers.settled()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOLVABLE", "ONCE"})
    void ticketsTellAfterAnOutage(Entrant entrant) {
        Count outages = sum(entrant, FaultKind::isOutage);

        assertThat(List.of(outages.unknown(), outages.tickets(), outages.settled()))
                .containsOnly(outages.transfers());
    }

    @Test
    void blindRetryDoublesWhatIsCommitted() {
        for (FaultKind fault : List.of(FaultKind.REPLY_LOST, FaultKind.REQUEST_LATE, FaultKind.KILLED_IN_SYNC_WAIT)) {
            assertThat(count(BLIND_RETRY, fault).doubled())
                    .isEqualTo(count(BLIND_RETRY, fault).transfers());
        }
        assertThat(standings.get(BLIND_RETRY).paidTwice()).isPositive();
        assertThat(sum(BLIND_RETRY, fault -> fault == FaultKind.REQUEST_LOST || fault == FaultKind.KILLED_IN_TRIGGER)
                        .doubled())
                .isZero();
    }

    @Test
    void givingUpLeavesEachLostAnswerToTheCaller() {
        Count cut = sum(GIVE_UP, fault -> fault == FaultKind.REPLY_LOST || fault == FaultKind.REQUEST_LOST);

        assertThat(cut.unknown()).isEqualTo(cut.transfers());
        assertThat(cut.attempts()).isEqualTo(cut.transfers());
    }

    @Test
    void unfencedStatusDoublesWhatArrivesLateAndLosesWhatTheReplicaMissed() {
        Count late = count(UNFENCED_STATUS, FaultKind.REQUEST_LATE);
        Count missed = count(UNFENCED_STATUS, FaultKind.FAILOVER_MISSED);

        assertThat(late.doubled()).isEqualTo(late.transfers());
        assertThat(missed.lost()).isEqualTo(missed.transfers());
        assertThat(count(UNFENCED_STATUS, FaultKind.REPLY_LOST))
                .extracting(Count::doubled, Count::unknown)
                .containsExactly(0, 0);
    }

    @Test
    void pollingWaitsForWhatArrivesLateAndKnowsNothingOfFailovers() {
        Count late = count(POLLED_STATUS, FaultKind.REQUEST_LATE);
        Count missed = count(POLLED_STATUS, FaultKind.FAILOVER_MISSED);

        assertThat(late).extracting(Count::doubled, Count::unknown).containsExactly(0, 0);
        assertThat(missed.lost()).isEqualTo(missed.transfers());
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsBlamedForWhatAsynchronousReplicationLoses(Entrant entrant) {
        Count acknowledged = count(entrant, FaultKind.FAILOVER_ACKNOWLEDGED);

        assertThat(acknowledged.gone()).isEqualTo(acknowledged.transfers());
        assertThat(acknowledged.wrong()).isZero();
    }

    @Test
    void itEndsWhatItStarted() throws InterruptedException {
        assertThat(OUT.toString(StandardCharsets.UTF_8)).contains("failover 1 of 1", "outage 1 of 1");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            assertThat(name).doesNotStartWith("datasafe-proxy");
            if (Arrays.stream(Entrant.values()).anyMatch(each -> name.startsWith(each.name()))) {
                // What waits to connect, on behalf of a pool that is closed, finds that out when its pause is over.
                thread.join(PATIENCE_MILLIS);
                assertThat(thread.isAlive()).as(name).isFalse();
            }
        }
    }

    private static Count count(Entrant entrant, FaultKind fault) {
        return sum(entrant, fault::equals);
    }

    private static Count sum(Entrant entrant, Predicate<FaultKind> faults) {
        return standings.get(entrant).sum(faults);
    }
}
