package io.datasafe.junit;

import io.datasafe.watch.Finding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that sends a statement again and again where one statement would do. Put it on a class, for all its test
 * methods, or on one method. For JUnit 5.10 and newer, and 6.
 *
 * <pre>{@code
 * @FailOnNPlusOne
 * class BookPageIT {
 *     private final DataSource db = Watch.watched(pool);      // what the code under test uses
 *
 *     @Test
 *     void showsBooksWithTheirAuthors() { ... }               // needs at least 3 books, so that a loop shows
 * }
 * }</pre>
 *
 * <p>The failure message holds the {@link Finding}: the statement, its place in the code, where the values came from,
 * and the line to write instead. Only the test method itself is watched, not {@code @BeforeEach} and the like, and only
 * what the test's own thread sends through {@link io.datasafe.watch.Watch#watched watched} data sources. If the test
 * fails for another reason, that failure is reported instead. An annotation on a method replaces the one on its class.
 *
 * <p>The extension sends no statements. It fails the test as well if no data source is watched in this JVM, because it
 * would see nothing.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NPlusOneExtension.class)
@SuppressWarnings("exports") // JUnit creates the extension; users never name it.
public @interface FailOnNPlusOne {
    /** {@return the number of executions at one place from which a statement is a finding; at least 2, default 3} */
    int threshold() default 3;

    /** {@return the kinds of findings that fail a test; default all} */
    Finding.Kind[] kinds() default {Finding.Kind.N_PLUS_ONE, Finding.Kind.REPEATED_READ, Finding.Kind.DML_LOOP};

    /**
     * {@return classes in which loops are allowed, or the beginnings of their names with a star at the end; default
     * none} See {@link io.datasafe.watch.WatchBuilder#ignore}.
     */
    String[] ignore() default {};

    /** {@return the application's packages; default none} See {@link io.datasafe.watch.WatchBuilder#application}. */
    String[] application() default {};
}
