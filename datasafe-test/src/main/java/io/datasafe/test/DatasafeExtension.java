package io.datasafe.test;

import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that passes a real PostgreSQL cluster, a fresh database and a fault proxy to tests as parameters.
 * For JUnit 5.13 and newer, and 6.
 *
 * <pre>{@code
 * @ExtendWith(DatasafeExtension.class)                          // all defaults, or:
 * class PaymentIT {
 *     @RegisterExtension
 *     static final DatasafeExtension DB =
 *             DatasafeExtension.builder().replicas(1).template(Schema::create).build();
 *
 *     @Test
 *     void pays(DataSource db) { ... }
 *
 *     @Test
 *     void survivesALostCommit(@ThroughProxy DataSource db, FaultProxy proxy) { ... }
 *
 *     @Test
 *     void readsFromTheReplica(DataSource db, @OnReplica DataSource replica, EmbeddedCluster cluster) { ... }
 * }
 * }</pre>
 *
 * <p>The parameter's type says what is passed:
 *
 * <ul>
 *   <li>{@link EmbeddedCluster}: the cluster. Classes share it unless {@link DatasafeExtensionBuilder#ownCluster()} was
 *       called. Constructors and {@code @BeforeAll} methods can ask for it too.
 *   <li>{@link Database}: a database for this test alone, dropped after the test.
 *   <li>{@link DataSource}: a data source for that database on the primary, without a pool.
 *       {@link ThroughProxy @ThroughProxy} and {@link OnReplica @OnReplica} select other routes to it.
 *   <li>{@link FaultProxy}: a proxy for this test alone in front of the primary, closed after the test.
 * </ul>
 *
 * <p>A test that passes but leaves a connection to its database open fails; the message names the connection and says
 * whether it is in a transaction. Connections that a fault of the proxy has broken do not count.
 * {@link DatasafeExtensionBuilder#leakCheck(boolean) leakCheck(false)} turns this check off.
 *
 * <p>Nothing starts for a test that asks for nothing. Immutable and thread-safe: tests can run in parallel.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // JUnit is optional: users of the cluster alone need not have it.
public final class DatasafeExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(DatasafeExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(EmbeddedCluster.class, Database.class, DataSource.class, FaultProxy.class);

    /** The key of a cluster in a store. A store also finds its parent's values, so the key names the owner. */
    private record ClusterKey(ClusterPlan plan, String owner) {}

    /** The key of a template database in a store. */
    private record TemplateKey(EmbeddedCluster cluster, DatabaseTemplate.Setup setup) {}

    private final ClusterPlan plan;
    private final DatabaseTemplate.@Nullable Setup setup;
    private final boolean ownCluster;
    private final boolean leakCheck;

    /** Makes an extension with all defaults, for {@code @ExtendWith}. */
    public DatasafeExtension() {
        this(new ClusterPlan(null, 0, Map.of()), null, false, true);
    }

    DatasafeExtension(ClusterPlan plan, DatabaseTemplate.@Nullable Setup setup, boolean ownCluster, boolean leakCheck) {
        this.plan = plan;
        this.setup = setup;
        this.ownCluster = ownCluster;
        this.leakCheck = leakCheck;
    }

    /** {@return a builder with all defaults} */
    public static DatasafeExtensionBuilder builder() {
        return new DatasafeExtensionBuilder();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == EmbeddedCluster.class) {
            return cluster(context);
        }
        TestResources resources = resources(parameter, context);
        if (type == FaultProxy.class) {
            return resources.proxy();
        } else if (type == Database.class) {
            return resources.database();
        } else if (parameter.isAnnotated(ThroughProxy.class)) {
            return resources.throughProxy();
        }
        return parameter
                .findAnnotation(OnReplica.class)
                .map(replica -> resources.onReplica(replica.value()))
                .orElseGet(() -> resources.database().dataSource());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestResources resources = context.getStore(NAMESPACE).get(this, TestResources.class);
        if (resources == null) {
            return;
        }
        try (resources) {
            if (leakCheck && context.getExecutionException().isEmpty()) {
                resources.checkLeaks();
            }
        }
    }

    private EmbeddedCluster cluster(ExtensionContext context) {
        ExtensionContext owner = ownCluster ? outermostClass(context) : context.getRoot();
        return owner.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new ClusterKey(plan, owner.getUniqueId()), key -> plan.start(), EmbeddedCluster.class);
    }

    private TestResources resources(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "A " + parameter.getParameter().getType().getSimpleName()
                            + " is made for each test: ask for it in a test method, @BeforeEach or @AfterEach. In a"
                            + " constructor or @BeforeAll ask for the EmbeddedCluster, or fill the databases with"
                            + " DatasafeExtension.builder().template(..)");
        }
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(this, key -> resources(context), TestResources.class);
    }

    private TestResources resources(ExtensionContext context) {
        EmbeddedCluster cluster = cluster(context);
        if (setup == null) {
            return new TestResources(cluster, cluster::freshDatabase);
        }
        DatabaseTemplate template = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new TemplateKey(cluster, setup), key -> cluster.template(key.setup()), DatabaseTemplate.class);
        return new TestResources(cluster, template::freshDatabase);
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext found = context;
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElseThrow()) {
            found = at;
        }
        return found;
    }
}
