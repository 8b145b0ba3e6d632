package org.clv4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom, what a public signature may name, and what no library class does. */
class HouseRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.clv4j");

  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "core", Set.of(),
          "money", Set.of("core"),
          "segments", Set.of("core"),
          "models", Set.of("core"),
          "io", Set.of("core", "models"),
          "charts", Set.of("core", "segments", "models", "io"),
          "sql", Set.of("core", "io"),
          "report", Set.of("core", "segments", "models", "io", "charts"),
          "all", Set.of("core", "segments", "models", "io", "charts", "sql"),
          "cli", Set.of("core", "segments", "models", "io", "sql", "report", "all"));

  private static final Map<String, Set<String>> SHELVES_OF_CORE =
      Map.of(
          "internal", Set.of(),
          "value", Set.of("internal"),
          "order", Set.of("internal", "value"),
          "customer", Set.of("internal", "value", "order"),
          "quality", Set.of("internal", "value", "order"),
          "subscription", Set.of("internal", "value"),
          "formula", Set.of("internal", "value", "customer"));

  /** The part of a class's package at a depth below org.clv4j, or null if it lies elsewhere. */
  private static String part(JavaClass type, int depth) {
    String[] parts = type.getPackageName().split("\\.", -1);
    boolean ours = parts.length > depth + 2 && type.getPackageName().startsWith("org.clv4j.");
    return ours ? parts[depth + 2] : "";
  }

  private static Map<String, Set<String>> arrows(Stream<JavaClass> classes, int depth) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    classes.forEach(
        from ->
            from.getDirectDependenciesFromSelf()
                .forEach(
                    dependency -> {
                      JavaClass to = dependency.getTargetClass().getBaseComponentType();
                      boolean sameModule = part(from, 0).equals(part(to, 0));
                      String a = part(from, depth);
                      String b = part(to, depth);
                      boolean counts = !b.isEmpty() && !a.equals(b) && (depth == 0 || sameModule);
                      arrows.computeIfAbsent(a, key -> new TreeSet<>());
                      if (counts) {
                        arrows.get(a).add(b);
                      }
                    }));
    return arrows;
  }

  @Test
  void modulesKnowOnlyThoseBelow() {
    assertArrows(MODULES, arrows(CLASSES.stream(), 0));
  }

  @Test
  void packagesOfCoreKnowOnlyThoseBelow() {
    assertArrows(
        SHELVES_OF_CORE, arrows(CLASSES.stream().filter(type -> part(type, 0).equals("core")), 1));
  }

  private static void assertArrows(
      Map<String, Set<String>> allowed, Map<String, Set<String>> found) {
    found.forEach((from, to) -> System.out.println("  " + from + " -> " + String.join(", ", to)));
    assertEquals(new TreeSet<>(allowed.keySet()), found.keySet());
    found.forEach(
        (from, to) -> {
          Set<String> more = new TreeSet<>(to);
          more.removeAll(allowed.get(from));
          assertEquals(Set.of(), more, from + " has a new arrow");
        });
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.clv4j.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** Nor an internal one: what is handed out of an internal type may be changed. */
  @Test
  void coreSegmentsModelsAndChartsNameNoForeignTypeInPublic() {
    Set<String> foreign = new TreeSet<>();
    CLASSES.stream()
        .filter(type -> Set.of("core", "segments", "models", "charts").contains(part(type, 0)))
        .filter(type -> !part(type, 1).equals("internal"))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .forEach(
            type -> {
              type.getSuperclass().ifPresent(parent -> addForeign(foreign, type, parent));
              type.getInterfaces().forEach(parent -> addForeign(foreign, type, parent));
              type.getMembers().stream()
                  .filter(HouseRulesTest::isVisible)
                  .forEach(
                      member -> namedBy(member).forEach(name -> addForeign(foreign, type, name)));
            });
    assertEquals(Set.of(), foreign);
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> namedBy(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit method = (JavaCodeUnit) member;
    return Stream.of(
            method.getParameterTypes(), List.of(method.getReturnType()), method.getExceptionTypes())
        .flatMap(List::stream);
  }

  private static void addForeign(Set<String> foreign, JavaClass where, JavaType type) {
    for (JavaClass raw : type.getAllInvolvedRawTypes()) {
      JavaClass base = raw.getBaseComponentType();
      boolean known =
          base.isPrimitive()
              || base.getPackageName().startsWith("java.")
              || (base.getPackageName().startsWith("org.clv4j.")
                  && !part(base, 1).equals("internal"));
      if (!known) {
        foreign.add(where.getName() + ": " + base.getName());
      }
    }
  }

  @Test
  void nobodyAsksTheClockOrPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.clv4j.cli..")
        .and()
        .doNotHaveFullyQualifiedName("org.clv4j.all.internal.Shell") // a program, too
        .should()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void everyModuleHasADescriptor() {
    for (String module : MODULES.keySet()) {
      Path descriptor = Path.of("..", "clv-" + module, "src/main/java/module-info.java");
      assertTrue(Files.isRegularFile(descriptor), descriptor.toString());
    }
  }
}
