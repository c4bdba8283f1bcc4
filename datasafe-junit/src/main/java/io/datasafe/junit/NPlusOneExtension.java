package io.datasafe.junit;

import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchBuilder;
import io.datasafe.watch.WatchScope;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Opens a watch scope around each test of {@link FailOnNPlusOne}, on the thread that runs the test. It has no state.
 */
final class NPlusOneExtension implements InvocationInterceptor {
    NPlusOneExtension() {}

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        watch(invocation, context);
    }

    private static void watch(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        FailOnNPlusOne annotation = annotation(context);
        try (WatchScope scope = watch(annotation).scope(context.getDisplayName())) {
            invocation.proceed();
            check(annotation, scope, Watch.isInUse());
        }
    }

    private static FailOnNPlusOne annotation(ExtensionContext context) {
        return context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, FailOnNPlusOne.class))
                .or(() -> onClass(context))
                .orElseThrow();
    }

    /** The nearest class wins: of nested classes, the inner one. */
    private static Optional<FailOnNPlusOne> onClass(ExtensionContext context) {
        Optional<FailOnNPlusOne> found =
                context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, FailOnNPlusOne.class));
        return found.or(() -> context.getParent().flatMap(NPlusOneExtension::onClass));
    }

    private static Watch watch(FailOnNPlusOne annotation) {
        WatchBuilder builder = Watch.builder().threshold(annotation.threshold()).application(annotation.application());
        for (String place : annotation.ignore()) {
            builder.ignore(place);
        }
        return builder.build();
    }

    static void check(FailOnNPlusOne annotation, WatchScope scope, boolean inUse) {
        List<Finding.Kind> kinds = List.of(annotation.kinds());
        List<Finding> findings = scope.findings().stream()
                .filter(finding -> kinds.contains(finding.kind()))
                .toList();
        if (!findings.isEmpty()) {
            throw new AssertionError("The test sends statements in a loop where one statement would do:\n"
                    + findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
        if (!inUse) {
            throw new AssertionError("@FailOnNPlusOne sees nothing: no data source is watched in this JVM."
                    + " Give the code under test Watch.watched(dataSource)");
        }
    }
}
