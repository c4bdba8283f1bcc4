package io.datasafe.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void isTheSameForTheSameSeed() {
        assertThat(new Plan(7).commits(100, 4)).isEqualTo(new Plan(7).commits(100, 4));
        assertThat(new Plan(7).commits(100, 4)).isNotEqualTo(new Plan(8).commits(100, 4));
    }

    @Test
    void givesEachWorkerItsShareOfEachFault() {
        List<List<Transfer>> shares = new Plan(7).commits(7 * 4 * 5, 4);

        assertThat(shares).hasSize(4).allSatisfy(share -> {
            Map<FaultKind, Long> kinds =
                    share.stream().collect(Collectors.groupingBy(Transfer::fault, Collectors.counting()));
            assertThat(kinds)
                    .hasSize(7)
                    .allSatisfy((fault, count) -> assertThat(count).isEqualTo(5));
        });
    }

    @Test
    void keepsTheAccountsOfWorkersApart() {
        Set<Integer> taken = new HashSet<>();
        for (List<Transfer> share : new Plan(7).commits(500, 4)) {
            Set<Integer> accounts = new HashSet<>();
            share.forEach(transfer -> {
                assertThat(transfer.from()).isNotEqualTo(transfer.to());
                accounts.add(transfer.from());
                accounts.add(transfer.to());
            });
            assertThat(accounts).hasSize(Plan.ACCOUNTS_OF_A_WORKER).noneMatch(taken::contains);
            taken.addAll(accounts);
        }
        assertThat(taken).allMatch(account -> account >= 1 && account <= 4 * Plan.ACCOUNTS_OF_A_WORKER);
    }

    @Test
    void namesEachOperationOnce() {
        Plan plan = new Plan(7);
        List<Transfer> all = plan.commits(50, 3).stream().flatMap(List::stream).collect(Collectors.toList());
        all.addAll(plan.failover());
        all.addAll(plan.outage());

        assertThat(all).hasSize(50 + 2 * Plan.INTERRUPTED);
        assertThat(all.stream().map(Transfer::operation)).doesNotHaveDuplicates();
        assertThat(all.stream().map(Transfer::fault).collect(Collectors.groupingBy(Function.identity())))
                .containsOnlyKeys(FaultKind.values());
    }
}
