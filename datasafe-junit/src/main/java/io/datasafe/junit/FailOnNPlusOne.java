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
 * Fails a test that sends a statement again and again where one would do: each test method of a class, or one method. For JUnit 5.10 and newer, and 6.
 *
 * <pre>{@code
 * @FailOnNPlusOne
 * class BookPageIT {
 *     private final DataSource db = Watch.watched(pool);      // what the code under test uses
 *
 *     @Test
 *     void showsBooksWithTheirAuthors() { ... }               // needs data of at least 3 books, to be a loop
 * }
 * }</pre>
 *
 * <p>The failure holds the {@link Finding}: the statement, the place in the code, where the values came from, and the line to write instead. Only the test method
 * itself is looked at, not {@code @BeforeEach} and the like, and only what its thread sends through {@link io.datasafe.watch.Watch#watched watched} data sources. A test
 * that fails in another way fails in that way. A method's annotation takes the place of its class's.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NPlusOneExtension.class)
@SuppressWarnings("exports") // JUnit makes the extension; users never name it.
public @interface FailOnNPlusOne {
    /** {@return from how many executions at one place on a statement is a finding; at least 2, default 3} */
    int threshold() default 3;

    /** {@return what makes a test fail; default all kinds} */
    Finding.Kind[] kinds() default {Finding.Kind.N_PLUS_ONE, Finding.Kind.REPEATED_READ, Finding.Kind.DML_LOOP};

    /**
     * {@return classes from which loops are allowed, or beginnings of their names with a star; default none} As in
     * {@link io.datasafe.watch.WatchBuilder#ignore}.
     */
    String[] ignore() default {};

    /** {@return packages of the application; default none} As in {@link io.datasafe.watch.WatchBuilder#application}. */
    String[] application() default {};
}
