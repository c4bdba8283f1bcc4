package io.datasafe.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects a {@link javax.sql.DataSource} parameter of {@link DatasafeExtension} for the test's database on a replica.
 * The replica has replayed the creation of the database when the test begins.
 *
 * @since 0.1
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnReplica {
    /** {@return the replica's index, 0 for the first; it must be less than the extension's number of replicas} */
    int value() default 0;
}
