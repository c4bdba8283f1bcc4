package io.datasafe.benchmarks.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many network round trips one call of a benchmark takes. Counted before each trial, which fails if it is another
 * number.
 *
 * @since 0.1
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Trips {
    /** {@return the number of round trips, whatever is loaded} */
    int value();

    /** {@return how many keys each further round trip serves; 0, the default, where there are no further ones} */
    int keysEach() default 0;

    /** {@return whether each level of a tree takes a further round trip; false by default} */
    boolean eachLevel() default false;
}
