package io.datasafe.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.datasafe.internal.scope.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class DependencyTest {
    private static final String JSPECIFY = "org.jspecify..";

    @Test
    void noCyclesBetweenPackages() {
        slices().assignedFrom(packages()).should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void theBottomKnowsNoCapability() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.datasafe", "io.datasafe.sqlstate", "io.datasafe.event", "io.datasafe.internal..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.datasafe",
                        "io.datasafe.sqlstate",
                        "io.datasafe.event",
                        "io.datasafe.internal..",
                        "java..",
                        "javax.sql..",
                        "org.postgresql",
                        "org.postgresql.core",
                        "org.postgresql.util",
                        JSPECIFY))
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.datasafe.tx..", "io.datasafe.outbox..", "io.datasafe.tenant..", "io.datasafe.watch.."})
    void aCapabilityKnowsTheBottomAndNoOtherCapability(String capability) {
        knowsOnlyTheBottomAnd(capability);
    }

    /** A scope lives in a transaction. */
    @Test
    void loadersKnowTransactionsToo() {
        knowsOnlyTheBottomAnd("io.datasafe.load..", "io.datasafe.tx..");
    }

    private static void knowsOnlyTheBottomAnd(String capability, String... others) {
        classes()
                .that()
                .resideInAPackage(capability)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "io.datasafe",
                                "io.datasafe.sqlstate",
                                "io.datasafe.event",
                                "io.datasafe.internal..",
                                capability,
                                "java..",
                                "javax.sql..",
                                JSPECIFY)
                        .or(resideInAnyPackage(others)))
                .check(House.CLASSES);
    }

    /** What io.datasafe.tx hands to the machine of a transaction, and gets from it, are values. */
    @Test
    void theMachineOfATransactionHasOneDoor() {
        classes()
                .that()
                .resideInAPackage("io.datasafe.internal.tx")
                .and()
                .arePublic()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveSimpleName("PhysicalTransaction")
                .orShould()
                .beRecords()
                .orShould()
                .beEnums()
                .orShould()
                .beInterfaces()
                .orShould()
                .beAssignableTo(Exception.class)
                .check(House.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.datasafe.tx", "io.datasafe.internal.tx")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.datasafe.internal.tx")
                .check(House.CLASSES);
    }

    @Test
    void twoClassesOfCoreKnowTheDriver() {
        noClasses()
                .that()
                .resideInAPackage("io.datasafe..")
                .and()
                .resideOutsideOfPackages("io.datasafe.test..")
                .and()
                .haveNameNotMatching("io\\.datasafe\\.internal\\.pg\\.Driver(State|Notifications)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .check(House.CLASSES);
    }

    @Test
    void coreAndTestKnowNothingOfJooq() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datasafe.jooq..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "io.datasafe.jooq..")
                .check(House.CLASSES);
    }

    @Test
    void theTestKitStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.datasafe.test..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.datasafe..")
                        .and(DescribedPredicate.not(resideInAnyPackage("io.datasafe.test.."))))
                .because("core's own tests are written with it")
                .check(House.CLASSES);
    }

    @Test
    void theLibrarysOwnFramesAreNoPlaceInTheUsersCode() {
        classes()
                .that()
                .resideOutsideOfPackage("io.datasafe")
                .should(haveFramesOfALibrary())
                .check(House.CLASSES);
    }

    private static ArchCondition<JavaClass> haveFramesOfALibrary() {
        return new ArchCondition<>("belong to a package that Layers names") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String message =
                        type.getFullName() + " is in a package that " + Layers.class.getName() + " does not name";
                events.add(new SimpleConditionEvent(type, Layers.contain(type.getPackageName()), message));
            }
        };
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }
}
