package io.datasafe.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What users see. */
class ApiTest {
    @Test
    void noInternalTypeInAPublicSignature() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..internal..")
                .should(nameNoInternalType())
                .check(House.CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(liveInANullMarkedPackage()).check(House.CLASSES);
    }

    private static final ArchRule NAMES = noClasses()
            .that(DescribedPredicate.not(areNamedByAFramework()))
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common|Misc)$");

    @Test
    void namesSayWhatAThingIs() {
        NAMES.check(House.CLASSES);
    }

    /** A framework's own word for the thing is the field's word: Spring's users look for a transaction manager. */
    @Test
    void aManagerOfAFrameworkMayBeNamedSo() {
        NAMES.allowEmptyShould(true).check(new ClassFileImporter().importClasses(TracingLogManager.class));
        assertThatThrownBy(() -> NAMES.check(new ClassFileImporter().importClasses(PoolManager.class)))
                .hasMessageContaining("PoolManager");
    }

    private static final class TracingLogManager extends LogManager {}

    private static final class PoolManager {}

    @Test
    void noTwoTypesHaveOneName() {
        Map<String, List<String>> byName = House.CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().endsWith("-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
        assertThat(byName).hasSizeGreaterThan(100);
        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    @Test
    void noMonitorIsHeldByAWholeMethodOfTheLibrary() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("io.datasafe.test..")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .because("a virtual thread that waits for the database inside a monitor pins its carrier before JDK 24")
                .check(House.CLASSES);
    }

    private static DescribedPredicate<JavaClass> areNamedByAFramework() {
        return DescribedPredicate.describe(
                "are a manager by a framework's word",
                type -> type.getSimpleName().endsWith("Manager")
                        && Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
                                .anyMatch(parent -> parent.getSimpleName().endsWith("Manager")
                                        && !parent.getPackageName().startsWith("io.datasafe")));
    }

    private static ArchCondition<JavaCodeUnit> nameNoInternalType() {
        return new ArchCondition<>("name no internal type") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                if (!unit.getModifiers().contains(JavaModifier.PUBLIC)
                        && !unit.getModifiers().contains(JavaModifier.PROTECTED)) {
                    return;
                }
                Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()))
                        .flatMap((JavaType type) -> type.getAllInvolvedRawTypes().stream())
                        .filter((JavaClass type) -> type.getPackageName().contains(".internal"))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " names the internal type " + type.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackageName().isEmpty() && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in an unmarked package"));
                }
            }
        };
    }
}
