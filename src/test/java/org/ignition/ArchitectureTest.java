package org.ignition;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of packages: who may use what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private final JavaClasses code =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ignition");

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of("com.google.cloud.tools.jib..", "org.ignition.image.jib"),
        Arguments.of("org.apache.commons.compress..", "org.ignition.image.archive"),
        Arguments.of("io.airlift.compress..", "org.ignition.image.content"),
        Arguments.of("tools.jackson..", "org.ignition.json"),
        Arguments.of("com.fasterxml.jackson..", "nowhere"),
        Arguments.of("picocli..", "org.ignition.command.terminal"),
        Arguments.of("me.tongfei.progressbar..", "org.ignition.command.terminal"),
        Arguments.of("org.eclipse.jgit..", "org.ignition.source"),
        Arguments.of("org.tomlj..", "org.ignition.source"),
        Arguments.of("com.exceptionfactory.jagged..", "org.ignition.backup.age"),
        Arguments.of("org.postgresql..", "org.ignition.database.postgres"),
        Arguments.of("org.sqlite..", "org.ignition.migration.sqlite,org.ignition.database.sqlite"),
        Arguments.of("org.flywaydb..", "org.ignition.migration.flyway"),
        Arguments.of("com.jcraft.jsch..", "org.ignition.ssh"),
        Arguments.of("org.kohsuke..", "org.ignition.github"),
        Arguments.of("software.amazon.awssdk..", "org.ignition.backup.s3"),
        Arguments.of("java.net.http..", "org.ignition.registry.client,org.ignition.github"),
        Arguments.of(
            "com.sun.net.httpserver..", "org.ignition.registry.embedded,org.ignition.training"));
  }

  @ParameterizedTest(name = "{0} only in {1}")
  @MethodSource("libraries")
  void keepsEachLibraryInItsPackage(String library, String home) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(home.split(","))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void talksToDatabasesWhereMigrationsRun() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.ignition.backup.postgres",
                "org.ignition.backup.sqlite",
                "org.ignition.database..",
                "org.ignition.migration.history..",
                "org.ignition.migration.flyway..",
                "org.ignition.migration.live..",
                "org.ignition.migration.loss..",
                "org.ignition.migration.rehearsal..",
                "org.ignition.migration.sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql.."));
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    check(slices().matching("org.ignition.(**)").should().beFreeOfCycles());
  }

  @Test
  void keepsPlansPure() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.ignition.plan")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.ignition.execute",
                "org.ignition.registry..",
                "org.ignition.action",
                "org.ignition.command..",
                "java.net.http..",
                "java.io"));
  }

  @Test
  void keepsTheFailureTreeOnItsOwn() {
    check(
        classes()
            .that()
            .resideInAPackage("org.ignition.failure")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.ignition.failure", "java..", "org.jspecify.."));
  }

  @Test
  void touchesTheProcessInMainOnly() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.ignition.Main")
            .should()
            .callMethodWhere(
                describe(
                    "System.exit or System.getenv",
                    call ->
                        call.getTargetOwner().isEquivalentTo(System.class)
                            && (call.getName().equals("exit")
                                || call.getName().equals("getenv")))));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.ignition.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void logsThroughNobodyElsesLogger() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.ignition.Main")
            .and()
            .areNotAssignableTo("javax.sql.DataSource") // It has a method that names a logger.
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j.."));
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(code);
  }
}
