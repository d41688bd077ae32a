package com.powerseller.odoo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final String BASE = "com.powerseller.odoo";
    private static final String INTERNAL = BASE + ".internal..";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    /** The classes of the API that make, read, write or print things, and so reach the implementation. A new one needs a reason. */
    private static final Set<String> DOORS = Set.of(
            BASE + ".OdooClient$Builder",
            BASE + ".model.JsonValue",
            BASE + ".model.Record",
            BASE + ".query.Domain",
            BASE + ".schema.ModelSchema",
            BASE + ".schema.MergedSchema");

    private static DescribedPredicate<JavaClass> doors() {
        return new DescribedPredicate<>("doors to the implementation") {
            @Override
            public boolean test(JavaClass type) {
                return DOORS.contains(type.getName());
            }
        };
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }

    @Test
    void errorsDependOnNothingOfOurs() {
        check(noClasses()
                .that()
                .resideInAPackage(BASE + ".error..")
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..").and(not(resideInAPackage(BASE + ".error..")))));
    }

    @Test
    void onlyTheDoorsOfTheApiReachTheImplementation() {
        check(noClasses()
                .that(resideInAPackage(BASE + "..")
                        .and(not(resideInAPackage(INTERNAL)))
                        .and(not(doors())))
                .should()
                .dependOnClassesThat(resideInAPackage(INTERNAL)));
    }

    @Test
    void theApiHasNoTypeOfAnotherLibraryInItsSignatures() {
        DescribedPredicate<JavaClass> ours = resideInAnyPackage(
                        "java..", "javax.net.ssl..", BASE + "..", "org.jspecify..")
                .and(not(resideInAPackage(INTERNAL)))
                .or(new DescribedPredicate<>("primitives") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getBaseComponentType().isPrimitive()
                                || type.getBaseComponentType().getPackageName().startsWith("java.");
                    }
                });
        check(codeUnits()
                .that(isVisible())
                .and()
                .areDeclaredInClassesThat(resideInAPackage(BASE + "..").and(not(resideInAPackage(INTERNAL))))
                .should(have(ours)));
        check(fields().that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage(BASE + "..").and(not(resideInAPackage(INTERNAL))))
                .should()
                .haveRawType(ours));
    }

    private static DescribedPredicate<JavaCodeUnit> isVisible() {
        return new DescribedPredicate<>("visible to users") {
            @Override
            public boolean test(JavaCodeUnit unit) {
                boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED);
                return visible
                        && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC);
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> have(DescribedPredicate<JavaClass> allowed) {
        return new ArchCondition<>("mention only types of Java and of this API") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Collection<JavaClass> types = new java.util.HashSet<>(unit.getParameterTypes().stream()
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .toList());
                types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
                types.addAll(unit.getExceptionTypes());
                for (JavaClass type : types) {
                    if (!allowed.test(type)) {
                        events.add(SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " mentions " + type.getName()));
                    }
                }
            }
        };
    }

    @Test
    void theProtocolsDoNotKnowEachOther() {
        for (String one : Set.of("json2", "jsonrpc", "xmlrpc")) {
            for (String other : Set.of("json2", "jsonrpc", "xmlrpc")) {
                if (!one.equals(other)) {
                    check(noClasses()
                            .that()
                            .resideInAPackage(BASE + ".internal." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(BASE + ".internal." + other + ".."));
                }
            }
        }
    }

    @Test
    void theProtocolsKnowNoHttpClientAndHttpKnowsNoProtocol() {
        check(noClasses()
                .that(resideInAPackage(INTERNAL)
                        .and(not(resideInAnyPackage(BASE + ".internal.http..", BASE + ".internal.client.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "kotlin.."));
        check(noClasses()
                .that()
                .resideInAPackage(BASE + ".internal.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        BASE + ".internal.json2..", BASE + ".internal.jsonrpc..", BASE + ".internal.xmlrpc.."));
    }

    @Test
    void nothingBelowTheClientKnowsIt() {
        check(noClasses()
                .that(resideInAPackage(INTERNAL).and(not(resideInAPackage(BASE + ".internal.client.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".internal.client.."));
    }

    @Test
    void theImplementationHasNoCycles() {
        check(slices().matching(BASE + ".internal.(*)..").should().beFreeOfCycles());
    }

    /**
     * One cycle is accepted: a field makes domains and orders ({@code NAME.eq("x")}, {@code NAME.asc()}), and a query takes fields; the packages of the API are
     * two views of one vocabulary.
     */
    @Test
    void theApiHasNoCyclesButTheOneOfFieldsAndQueries() {
        check(slices().matching(BASE + ".(error|model|query|schema|resilience|observe|sync|admin)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(BASE + ".query.."), resideInAPackage(BASE + ".model.."))
                .ignoreDependency(resideInAPackage(BASE + ".schema.."), resideInAPackage(INTERNAL)));
    }

    @Test
    void javasOwnSerializationIsNeverRead() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.xmlrpc.."));
    }

    @Test
    void exceptionsAreAllInOnePlace() {
        check(classes()
                .that()
                .areAssignableTo(com.powerseller.odoo.error.OdooException.class)
                .should()
                .resideInAPackage(BASE + ".error.."));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new java.util.TreeSet<>();
        CORE.forEach(type -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        });
        assertThat(unmarked).isEmpty();
    }
}
