package io.crossfade.server.testing.run;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Where the classes under test are, for processes that tests start. */
public final class ClassPath {
  private static final String SEPARATOR = File.pathSeparator;

  private ClassPath() {}

  /** As {@code java -cp} takes it, whoever runs the tests: Maven, an IDE or JUnit's own console. */
  public static String ofTests() {
    String maven = System.getProperty("surefire.test.class.path");
    if (maven != null) {
      return maven;
    }
    return ClassPath.class.getClassLoader() instanceof URLClassLoader loader
        ? joined(loader.getURLs())
        : System.getProperty("java.class.path");
  }

  /**
   * The same with each folder packed into a jar, so that the JVM may archive what it has loaded.
   *
   * @param into where to put the jars
   */
  public static String packed(Path into) throws IOException {
    List<String> packed = new ArrayList<>();
    for (String part : ofTests().split(SEPARATOR, -1)) {
      Path folder = Path.of(part);
      packed.add(Files.isDirectory(folder) ? pack(folder, into, packed.size()).toString() : part);
    }
    return String.join(SEPARATOR, packed);
  }

  private static Path pack(Path folder, Path into, int number) throws IOException {
    Path jar = into.resolve("classes-%d.jar".formatted(number));
    try (Stream<Path> files = Files.walk(folder);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files.filter(file -> !file.equals(folder)).toList()) {
        boolean isFolder = Files.isDirectory(file);
        zip.putNextEntry(new ZipEntry(folder.relativize(file) + (isFolder ? "/" : "")));
        if (!isFolder) {
          Files.copy(file, zip);
        }
      }
    }
    return jar;
  }

  private static String joined(URL[] urls) {
    return Arrays.stream(urls).map(ClassPath::path).collect(Collectors.joining(SEPARATOR));
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path of something else than files: " + url, e);
    }
  }
}
