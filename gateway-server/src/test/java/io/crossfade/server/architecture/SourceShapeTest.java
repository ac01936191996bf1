package io.crossfade.server.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keeps methods, files and packages small enough to be read in one sitting. */
final class SourceShapeTest {
  private static final int MAX_FILE_LINES = 350;
  private static final int MAX_METHOD_LINES = 40;
  private static final long MAX_FILES_PER_PACKAGE = 20;

  @Test
  void files_all_stayShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Source.files()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MAX_FILE_LINES) {
        tooLong.add(file + ": " + lines + " lines");
      }
    }
    assertThat(tooLong).as("files over %d lines; split by idea", MAX_FILE_LINES).isEmpty();
  }

  /** Of production code: a table of cases in a test is data, and one list reads better than two. */
  @Test
  void methods_all_stayShort() {
    List<String> tooLong = new ArrayList<>();
    for (Source source : Source.production()) {
      source.tree().accept(new LongMethodFinder(source, tooLong), null);
    }
    assertThat(tooLong).as("methods over %d lines", MAX_METHOD_LINES).isEmpty();
  }

  /** Tests and production have their own folder each, and so their own count. */
  @Test
  void packages_all_stayScannable() {
    assertThat(Source.files().stream().collect(groupingBy(Path::getParent, counting())))
        .allSatisfy((_, files) -> assertThat(files).isLessThanOrEqualTo(MAX_FILES_PER_PACKAGE));
  }

  @Test
  void packages_all_sayWhatTheyAreAndThatNothingIsNull() {
    Set<String> described =
        Source.all().stream()
            .filter(source -> source.typeName().endsWith(".package-info"))
            .filter(source -> source.tree().getPackage().toString().contains("@NullMarked"))
            .map(Source::packageName)
            .collect(toSet());
    assertThat(Source.production())
        .extracting(Source::packageName)
        .as("packages with a package-info.java that is @NullMarked")
        .isSubsetOf(described);
  }

  private static final class LongMethodFinder extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Source source;
    private final List<String> found;

    LongMethodFinder(Source source, List<String> found) {
      this.source = source;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      long lines = method.getBody() == null ? 0 : source.linesWithin(method.getBody());
      if (lines > MAX_METHOD_LINES) {
        found.add(source.file() + ": " + method.getName() + " has " + lines + " lines");
      }
      return super.visitMethod(method, null);
    }
  }
}
