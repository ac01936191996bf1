package io.crossfade.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What depends on what, and what a decision may not do. */
final class ArchitectureTest {
  private static final int MAX_PARAMETERS = 4;

  private static final ArchCondition<JavaMethod> TAKE_FEW_PARAMETERS =
      ArchCondition.from(
          DescribedPredicate.describe(
              "take at most " + MAX_PARAMETERS + " parameters",
              method -> method.getRawParameterTypes().size() <= MAX_PARAMETERS));

  /** A lambda's parameters include all it captures; only what was written down counts. */
  private static final DescribedPredicate<JavaMethod> ARE_WRITTEN_DOWN =
      DescribedPredicate.describe(
          "are written down", method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC));

  /** A library's interfaces have as many parameters as they have. */
  private static final DescribedPredicate<JavaMethod> ARE_OURS_TO_SHAPE =
      DescribedPredicate.describe(
          "are ours to shape",
          method ->
              Stream.concat(
                      method.getOwner().getAllRawSuperclasses().stream(),
                      method.getOwner().getAllRawInterfaces().stream())
                  .filter(type -> !type.getPackageName().startsWith("io.crossfade"))
                  .noneMatch(type -> declares(type, method)));

  private static boolean declares(JavaClass type, JavaMethod method) {
    return type.getMethods().stream()
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  @Test
  void packages_all_areFreeOfCycles() {
    slices().matching("io.crossfade.(**)").should().beFreeOfCycles().check(Production.CLASSES);
  }

  @Test
  void modules_all_dependTowardsCore() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("io.crossfade.core..")
        .layer("routing")
        .definedBy("io.crossfade.routing..")
        .layer("metrics")
        .definedBy("io.crossfade.metrics..")
        .layer("server")
        .definedBy("io.crossfade.server..")
        .whereLayer("server")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("routing")
        .mayOnlyBeAccessedByLayers("server")
        .whereLayer("metrics")
        .mayOnlyBeAccessedByLayers("server")
        .check(Production.CLASSES);
  }

  /** N readers and M writers over one hub, never N times M translators. */
  @Test
  void translators_all_meetOnlyInTheChatHub() {
    slices()
        .matching("..core.(wire|provider).(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(Production.CLASSES);
  }

  /**
   * Time, chance and the outside world come in as arguments, so that a decision can be replayed.
   */
  @Test
  void decisions_all_arePure() {
    noClasses()
        .that()
        .resideInAnyPackage("io.crossfade.routing..", "io.crossfade.metrics.judge..")
        .should()
        .callCodeUnitWhere(Calls.IMPURE)
        .check(Production.CLASSES);
  }

  @Test
  void methods_all_takeFewParameters() {
    methods()
        .that(ARE_WRITTEN_DOWN)
        .and(ARE_OURS_TO_SHAPE)
        .should(TAKE_FEW_PARAMETERS)
        .check(Production.CLASSES);
  }
}
