package io.datasafe.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSiteTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.samples.petclinic.owner",
                "org.springframework.corelation",
                "org.apache.myproject",
                "org.apache.commons",
                "org.eclipse.foo",
                "org.jooq.example.spring",
                "org.hibernate.tutorials",
                "org.mybatis.jpetstore",
                "org.jboss.quickstarts",
                "io.quarkus.samples",
                "io.netty.example.echo",
                "io.micronaut.guides",
                "io.datasafe",
                "io.datasafe.usage",
                "io.datasafe.examples.quickstart",
                "com.acme",
                "sun.acme",
                ""
            })
    void aPrefixOfALibraryIsNotALibrary(String name) {
        assertThat(Layers.contain(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.jdbc.core",
                "org.springframework.transaction.interceptor",
                "org.springframework.aop.framework",
                "org.springframework.data.jpa.repository.support",
                "org.apache.commons.dbcp2",
                "org.apache.tomcat.jdbc.pool",
                "org.apache.ibatis.executor",
                "org.eclipse.jetty.server",
                "org.eclipse.persistence.internal.databaseaccess",
                "org.jooq",
                "org.jooq.impl",
                "org.hibernate",
                "org.hibernate.internal",
                "org.jdbi.v3.core.statement",
                "org.postgresql.jdbc",
                "com.zaxxer.hikari.pool",
                "net.ttddyy.dsproxy.proxy",
                "jakarta.servlet.http",
                "kotlinx.coroutines.internal",
                "org.junit.jupiter.engine.execution",
                "io.datasafe.load",
                "io.datasafe.internal.jdbc"
            })
    void libraries(String name) {
        assertThat(Layers.contain(name)).isTrue();
    }

    @Test
    void theJdkIsNobodysPlace() {
        String[] place = new String[1];
        List.of(1).forEach(i -> place[0] = CallSite.nearest(ApplicationPackages.NONE.with("java")));
        assertThat(place[0]).containsPattern("java\\..*\\.forEach\\(");
        List.of(1).forEach(i -> place[0] = CallSite.nearest(ApplicationPackages.NONE));
        assertThat(place[0]).doesNotContain("java.base", "forEach");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "com.", ".com", "com..acme", "com.acme.*", "com acme", "1com"})
    void onlyPackagesAreNamed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApplicationPackages.NONE.with(name))
                .withMessageStartingWith("application is \"" + name + "\", must be");
    }
}
