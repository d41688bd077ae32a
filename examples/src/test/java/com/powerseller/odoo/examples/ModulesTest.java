package com.powerseller.odoo.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which module may use which, and that nobody reaches into another one's internals. */
class ModulesTest {
    private static final String ROOT = "com.powerseller.odoo";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void coreUsesNoOtherModule() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".models..",
                        ROOT + ".provisioning..",
                        ROOT + ".testkit..",
                        ROOT + ".examples..",
                        ROOT + ".maven..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".models..",
                        ROOT + ".provisioning..",
                        ROOT + ".testkit..",
                        ROOT + ".examples..",
                        ROOT + ".maven..")
                .check(classes);
    }

    @Test
    void modelsUseCoreOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".models..", ROOT + ".provisioning..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".testkit..", ROOT + ".examples..", ROOT + ".internal..")
                .check(classes);
    }

    @Test
    void testkitUsesCoreOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".models..", ROOT + ".provisioning..", ROOT + ".examples..", ROOT + ".internal..")
                .check(classes);
    }

    @Test
    void examplesUseWhatUsersCanUse() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".examples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".internal..", ROOT + ".testkit.internal..")
                .check(classes);
    }
}
