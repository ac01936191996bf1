package io.crossfade.server.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A source file of the project and its syntax tree; nothing is resolved. */
record Source(Path file, CompilationUnitTree tree, SourcePositions positions) {

  /** Tests run in their module's folder, so the whole project is one level up. */
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final List<Source> ALL = parse(files());

  /** Every source file of every module, tests included. */
  static List<Source> all() {
    return ALL;
  }

  static List<Source> production() {
    return ALL.stream().filter(source -> source.file().toString().contains("src/main/")).toList();
  }

  /** Files as they lie on disk, absolute. */
  static List<Path> files() {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules
          .filter(module -> Files.exists(module.resolve("pom.xml")))
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(Source::javaFiles)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the sources under " + PROJECT + " cannot be listed", e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Source> parse(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      var task = (JavacTask) compiler.getTask(null, manager, null, List.of(), null, units);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<Source> sources = new ArrayList<>();
      task.parse().forEach(tree -> sources.add(new Source(relative(tree), tree, positions)));
      return List.copyOf(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path relative(CompilationUnitTree tree) {
    return PROJECT.relativize(Path.of(tree.getSourceFile().toUri()));
  }

  String packageName() {
    return String.valueOf(tree.getPackageName());
  }

  /** Fully qualified name of the type the file is named for. */
  String typeName() {
    return packageName() + "." + file.getFileName().toString().replace(".java", "");
  }

  /** How many lines lie between the braces of a block. */
  long linesWithin(BlockTree block) {
    LineMap map = tree.getLineMap();
    return map.getLineNumber(positions.getEndPosition(tree, block))
        - map.getLineNumber(positions.getStartPosition(tree, block))
        - 1;
  }
}
