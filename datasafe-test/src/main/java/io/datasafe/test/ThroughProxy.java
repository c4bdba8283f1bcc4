package io.datasafe.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects a {@link javax.sql.DataSource} parameter of {@link DatasafeExtension} that reaches the test's database
 * through the test's {@link io.datasafe.test.proxy.FaultProxy}.
 *
 * @since 0.1
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ThroughProxy {}
