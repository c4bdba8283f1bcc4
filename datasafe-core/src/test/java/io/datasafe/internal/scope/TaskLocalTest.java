package io.datasafe.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TaskLocalTest {
    private final TaskLocal<String> scope = new TaskLocal<>();

    @Test
    void aTaskHoldsWhatItsMakerHeldAndItsThreadGetsItsOwnBack() throws Exception {
        scope.set("maker");
        TaskLocal.Held held = TaskLocal.held();
        scope.set("later");

        FutureTask<String> task = new FutureTask<>(() -> {
            scope.set("own");
            TaskLocal.Held before = held.enter();
            String seen = scope.get();
            before.enter();
            return seen + ", " + scope.get();
        });
        Thread thread = new Thread(task);
        thread.start();
        assertThat(task.get()).isEqualTo("maker, own");
        assertThat(scope.get()).isEqualTo("later");
        scope.set(null);
    }

    @Test
    void whatWasMadeSinceHeldNothing() {
        TaskLocal.Held held = TaskLocal.held();
        TaskLocal<String> young = new TaskLocal<>();
        young.set("leaked by a task");
        TaskLocal.Held before = held.enter();
        assertThat(young.get()).isNull();
        before.enter();
        assertThat(young.get()).isEqualTo("leaked by a task");
        young.set(null);
    }
}
