package dk.ledelseskatalog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));
  private static final Path DIAGRAM = Path.of("docs", "architecture.puml");

  @Test
  void packagesKnowOnlyWhatTheDiagramDraws() throws Exception {
    classes()
        .should(
            adhereToPlantUmlDiagram(
                DIAGRAM.toUri().toURL(), consideringOnlyDependenciesInDiagram()))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsInTheDiagram() throws Exception {
    String diagram = Files.readString(DIAGRAM);
    try (Stream<Path> packages = Files.list(Path.of("src/main/java/dk/ledelseskatalog"))) {
      Assertions.assertThat(packages.map(folder -> "[" + folder.getFileName() + "] <<"))
          .allSatisfy(component -> Assertions.assertThat(diagram).contains(component));
    }
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("dk.ledelseskatalog.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void luceneIsKnownInSearchOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..search..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .check(CLASSES);
  }

  @Test
  void thePublishedSideDoesNotKnowTheDatabase() {
    noClasses()
        .that(
            resideInAPackage("..catalogue..")
                .or(resideInAPackage("..search.."))
                .or(resideInAPackage("..delivery.."))
                .or(resideInAPackage("..jsonapi.."))
                .or(resideInAPackage("..xapi.."))
                .or(resideInAPackage("..contentmodel..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
        .check(CLASSES);
  }

  @Test
  void timeComesFromAnInjectedClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..platform..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(CLASSES);
  }

  @Test
  void everyEndpointSaysWhoMayCallIt() {
    methods()
        .that(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "answer HTTP requests", ArchitectureTest::isEndpoint))
        .should(
            new ArchCondition<JavaMethod>("carry @PermitAll or @RolesAllowed") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                if (!method.isAnnotatedWith(PermitAll.class)
                    && !method.isAnnotatedWith(RolesAllowed.class)) {
                  events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
              }
            })
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    for (String ending : List.of("Impl", "Util", "Utils", "Helper", "Manager")) {
      noClasses().should().haveSimpleNameEndingWith(ending).check(CLASSES);
    }
  }

  @Test
  void nothingStaticEverChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  @Test
  void everyPackageSaysWhyItExists() throws Exception {
    try (Stream<Path> packages = Files.list(Path.of("src/main/java/dk/ledelseskatalog"))) {
      Assertions.assertThat(packages)
          .allSatisfy(
              folder ->
                  Assertions.assertThat(Files.readString(folder.resolve("package-info.java")))
                      .contains("@NullMarked", "Start with"));
    }
  }

  @Test
  void onlyRetentionRemovesFromTheAuditLog() throws Exception {
    Pattern change = Pattern.compile("(?i)(update|delete from|merge into|truncate)\\s+audit_event");
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      Assertions.assertThat(
              sources
                  .filter(Files::isRegularFile)
                  .filter(file -> file.toString().matches(".*\\.(java|sql)"))
                  .filter(file -> change.matcher(read(file)).find())
                  .map(file -> file.getFileName().toString()))
          .containsExactly("AuditTrail.java");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEndpoint(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation -> isHttpMethod(annotation.getRawType()));
  }

  private static boolean isHttpMethod(JavaClass annotation) {
    return annotation.isAnnotatedWith(HttpMethod.class);
  }
}
