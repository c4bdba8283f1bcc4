package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.datasafe.junit.FailOnNPlusOne;
import io.datasafe.test.DatasafeExtension;
import io.datasafe.watch.Finding.Kind;
import io.datasafe.watch.Watch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of tests and checks which of them fail. */
class FailOnNPlusOneIT {
    private static final String LOOP = "The test sends statements in a loop where one statement would do:\ncandidate N+1 in \"";

    /** What became of each test: "ok", or its failure. */
    private static Map<String, String> run(Class<?> tests) {
        Map<String, String> results = new TreeMap<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(
                            test.getDisplayName(),
                            result.getThrowable().map(Throwable::getMessage).orElse("ok"));
                }
            }
        });
        return results;
    }

    @Test
    void testsWithALoopFailAndOthersPass() {
        Map<String, String> results = run(Loops.class);
        assertThat(results.get("loops(DataSource)"))
                .startsWith(LOOP + "loops(DataSource)\": 3 statements for 3 different rows")
                .contains("FailOnNPlusOneIT$Loops")
                .contains("select ? from generate_series(?, ?) n where n = ?");
        assertThat(results.get("loopsOnAnotherThread(DataSource)")).startsWith(LOOP);
        assertThat(results.entrySet().stream().filter(e -> e.getKey().startsWith("[1]")))
                .singleElement()
                .satisfies(e -> assertThat(e.getValue()).startsWith(LOOP));
        assertThat(results.get("dynamic")).startsWith(LOOP);
        assertThat(results.get("inner(DataSource)")).startsWith(LOOP);
        assertThat(results.get("failsByItself(DataSource)")).isEqualTo("its own failure");
        assertThat(results.get("sendsTwo(DataSource)")).isEqualTo("ok");
        assertThat(results.get("allowsMore(DataSource)")).isEqualTo("ok");
        assertThat(results.get("allowsLoops(DataSource)")).isEqualTo("ok");
        assertThat(results.get("ignoresItself(DataSource)")).isEqualTo("ok");
        assertThat(results).hasSize(10);
    }

    @Test
    void withoutTheAnnotationNothingIsLookedAt() {
        Map<String, String> results = run(Unmarked.class);
        assertThat(results.get("unmarked(DataSource)")).isEqualTo("ok");
        assertThat(results.get("marked(DataSource)")).startsWith(LOOP);
    }

    private static void loop(DataSource db, int times) {
        IntStream.range(0, times).forEach(i -> {
            try (Connection connection = db.getConnection();
                    PreparedStatement query =
                            connection.prepareStatement("select 1 from generate_series(1, 9) n where n = ?")) {
                query.setInt(1, i);
                query.executeQuery().close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Not found by the build itself: its name is no test's. */
    @FailOnNPlusOne
    @ExtendWith(DatasafeExtension.class)
    static class Loops {
        private DataSource watched;

        @BeforeEach
        void seed(DataSource db) throws SQLException {
            watched = Watch.watched(db);
            loop(watched, 10); // not part of the test
            try (Connection connection = watched.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 1")) {
                assertThat(rows.next()).isTrue();
            }
        }

        @Test
        void loops(DataSource db) {
            loop(watched, 3);
        }

        @Test
        @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
        void loopsOnAnotherThread(DataSource db) {
            loop(watched, 3);
        }

        @ParameterizedTest
        @ValueSource(ints = 3)
        void loopsWithParameters(int times) {
            loop(watched, times);
        }

        @TestFactory
        Stream<DynamicTest> loopsInAFactory() {
            return Stream.of(DynamicTest.dynamicTest("dynamic", () -> loop(watched, 3)));
        }

        @Test
        void failsByItself(DataSource db) {
            loop(watched, 3);
            throw new IllegalStateException("its own failure");
        }

        @Test
        void sendsTwo(DataSource db) {
            loop(watched, 2);
        }

        @Test
        @FailOnNPlusOne(threshold = 4)
        void allowsMore(DataSource db) {
            loop(watched, 3);
        }

        @Test
        @FailOnNPlusOne(kinds = Kind.DML_LOOP)
        void allowsLoops(DataSource db) {
            loop(watched, 3);
        }

        @Test
        @FailOnNPlusOne(ignore = "io.datasafe.usage.FailOnNPlusOne*")
        void ignoresItself(DataSource db) {
            loop(watched, 3);
        }

        @Nested
        class Inner {
            @Test
            void inner(DataSource db) {
                loop(watched, 3);
            }
        }
    }

    @ExtendWith(DatasafeExtension.class)
    static class Unmarked {
        @Test
        void unmarked(DataSource db) {
            loop(Watch.watched(db), 3);
        }

        @Test
        @FailOnNPlusOne
        void marked(DataSource db) {
            loop(Watch.watched(db), 3);
        }
    }
}
