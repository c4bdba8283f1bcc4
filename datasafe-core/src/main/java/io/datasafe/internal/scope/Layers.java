package io.datasafe.internal.scope;

import java.util.Set;
import java.util.TreeSet;

/**
 * The packages of the libraries that stand on the stack between a user's code and the driver, each named as the library
 * has it. A prefix such as {@code org.springframework.} would be wrong: {@code org.springframework.samples.petclinic}
 * is an application.
 */
public final class Layers {
    private static final Set<String> TREES = new TreeSet<>();

    /** Packages that hold classes of the library and lie above packages that may be anybody's. */
    private static final Set<String> ROOTS = Set.of(
            "groovy",
            "io.ebean",
            "kotlin",
            "org.hibernate",
            "org.jooq",
            "org.junit",
            "org.postgresql",
            "org.springframework",
            "scala");

    static {
        datasafe();
        languages();
        specifications();
        sqlLayers();
        spring();
        apache();
        eclipseAndJBoss();
        frameworks();
        runners();
    }

    private Layers() {}

    /**
     * Looks a package up.
     *
     * @param packageName its full name
     * @return whether it belongs to a library
     */
    public static boolean contain(String packageName) {
        if (ROOTS.contains(packageName)) {
            return true;
        }
        for (int end = packageName.length(); end > 0; end = packageName.lastIndexOf('.', end - 1)) {
            if (TREES.contains(packageName.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds packages and those below them: {@code a b.c} under {@code org.acme} are {@code org.acme.a} and {@code
     * org.acme.b.c}.
     */
    private static void add(String parent, String packages) {
        for (String each : packages.split("\\s+")) {
            TREES.add(parent + "." + each);
        }
    }

    private static void trees(String packages) {
        TREES.addAll(Set.of(packages.split("\\s+")));
    }

    private static void datasafe() {
        add("io.datasafe", "event internal jooq junit load outbox sqlstate tenant test tx watch");
    }

    private static void languages() {
        // What the boot and platform loaders define is known without a list. Proxies and accessors are not theirs.
        trees("java jdk.internal jdk.proxy1 jdk.proxy2 jdk.proxy3 com.sun.proxy sun.reflect");
        add("kotlin", "collections comparisons concurrent coroutines internal io jdk7 jdk8 jvm random ranges reflect");
        add("kotlin", "sequences system text time");
        trees("kotlinx.coroutines");
        add("scala", "collection compat concurrent io jdk math reflect runtime sys util");
        add("groovy", "grape inspect lang sql transform util");
        trees("org.codehaus.groovy org.apache.groovy");
    }

    private static void specifications() {
        String packages =
                "annotation batch cache decorator ejb el enterprise faces inject interceptor jms jws persistence"
                        + " resource security servlet sql transaction validation websocket ws xml";
        add("javax", packages);
        add("jakarta", packages);
    }

    private static void sqlLayers() {
        add("org.jooq", "codegen conf exception impl jpa kotlin meta migrations scala tools types util");
        add(
                "org.postgresql",
                "copy core ds fastpath geometric gss hostchooser jdbc jdbc2 jdbc3 jdbcurlresolver largeobject");
        add("org.postgresql", "osgi plugin replication shaded ssl sspi translation util xa xml");
        add(
                "org.hibernate",
                "action annotations audit binder boot bytecode cache cfg collection community context dialect");
        add(
                "org.hibernate",
                "engine envers event exception generator graph hikaricp id integrator internal jdbc jpa loader");
        add(
                "org.hibernate",
                "mapping metamodel models orm persister pretty procedure property proxy query reactive relational");
        add(
                "org.hibernate",
                "resource result search secure service spi sql stat temporal tool transform tuple type usertype");
        add("org.hibernate", "validator");
        add("org.mybatis", "caches cdi dynamic guice scripting spring");
        add(
                "io.ebean",
                "annotation bean cache common config core datasource ddlrunner event meta metric migration platform");
        add("io.ebean", "plugin querybean service spring test text types typequery util");
        add("net.ttddyy", "dsproxy observation");
        add("io.agroal", "api narayana pool springframework");
        trees("com.mchange.v2 com.p6spy.engine com.zaxxer.hikari io.ebeaninternal org.jdbi.v3");
    }

    private static void spring() {
        add("org.springframework", "ai amqp aop aot asm batch beans boot cache cglib cloud context core dao data ejb");
        add(
                "org.springframework",
                "expression format graphql grpc hateoas http instrument integration javapoet jca jdbc jms jmx");
        add(
                "org.springframework",
                "jndi kafka lang ldap mail messaging mock modulith objenesis orm oxm pulsar r2dbc remoting");
        add(
                "org.springframework",
                "resilience retry scheduling scripting security session shell statemachine stereotype test");
        add("org.springframework", "transaction ui util validation vault web webflow ws");
    }

    private static void apache() {
        add(
                "org.apache",
                "aries axis2 camel catalina coyote cxf deltaspike el felix hc http ibatis ignite jasper juli kafka");
        add(
                "org.apache",
                "logging maven openejb openjpa openwebbeans pekko pulsar shiro sling spark struts2 struts tapestry5");
        add("org.apache", "tomcat tomee tools.ant wicket zookeeper");
        add(
                "org.apache.commons",
                "beanutils chain collections collections4 dbcp dbcp2 dbutils lang lang3 logging pool pool2");
    }

    private static void eclipseAndJBoss() {
        add("org.eclipse", "aether core equinox jdt jetty krazo microprofile osgi persistence sisu yasson");
        add(
                "org.jboss",
                "arquillian as ejb ejb3 invocation logging marshalling modules msc remoting resteasy threads weld");
        trees("org.glassfish.grizzly org.glassfish.hk2 org.glassfish.jersey org.infinispan org.wildfly io.smallrye");
    }

    private static void frameworks() {
        add("io.micrometer", "common context core observation tracing");
        add(
                "io.micronaut",
                "aop aspects bind buffer cache configuration context core data discovery function health http inject");
        add(
                "io.micronaut",
                "jackson management messaging retry runtime scheduling serde spring sql test transaction validation web");
        add("io.netty", "bootstrap buffer channel handler internal resolver util");
        add("io.opentelemetry", "api common context exporter extension instrumentation internal javaagent sdk semconv");
        add(
                "io.quarkus",
                "agroal arc bootstrap cache deployment devtools hibernate jdbc narayana netty panache qute reactive");
        add("io.quarkus", "rest resteasy runner runtime scheduler security spring test undertow vertx virtual");
        add("io.undertow", "attribute channels client conduits io protocols server servlet util websockets");
        add("reactor", "adapter blockhound core netty pool retry test tools util");
    }

    private static void runners() {
        add(
                "org.junit",
                "experimental function internal jupiter matchers platform rules runner runners validator vintage");
        add("junit", "awtui extensions framework runner swingui textui");
        add("org.gradle", "api internal launcher process tooling worker wrapper");
        trees(
                "com.intellij.junit com.intellij.junit4 com.intellij.junit5 com.intellij.junit6 com.intellij.rt worker.org.gradle");
    }
}
