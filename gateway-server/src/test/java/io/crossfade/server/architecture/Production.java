package io.crossfade.server.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every compiled class of the product, no test among them. */
final class Production {
  private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(NO_TEST_JARS)
          .importPackages("io.crossfade");

  private Production() {}
}
