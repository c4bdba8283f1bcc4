package io.datasafe.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import org.junit.jupiter.api.Test;

class NPlusOneExtensionTest {
    @FailOnNPlusOne
    private static final class Marked {}

    private final FailOnNPlusOne asked = Marked.class.getAnnotation(FailOnNPlusOne.class);

    @Test
    void failsWhereNothingCanBeSeen() {
        try (WatchScope scope = Watch.of().scope("the test")) {
            assertThatThrownBy(() -> NPlusOneExtension.check(asked, scope, false))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no data source is watched in this JVM")
                    .hasMessageContaining("Watch.watched(dataSource)");
        }
    }

    @Test
    void acceptsATestThatSendsNothing() {
        try (WatchScope scope = Watch.of().scope("the test")) {
            assertThatCode(() -> NPlusOneExtension.check(asked, scope, true)).doesNotThrowAnyException();
        }
    }
}
