package io.crossfade.server.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every compiled class of the product, no test among them. */
final class Production {
  /** Wherever a build puts its classes: Maven, an IDE or a compiler run by hand. */
  private static final ImportOption NO_TESTS =
      location -> !location.contains("-tests.jar") && !location.contains("/test-classes/");

  static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages("io.crossfade");

  private Production() {}
}
