package io.crossfade.core.config.read;

import io.crossfade.core.config.ConfigResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The YAML files under {@code resources/config}, read with a small environment. */
final class ConfigFiles {
  /** Values are unmistakable, so that a leak of one shows in any message. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OPENAI_API_KEY", "SECRETopenaiSECRET",
          "ANTHROPIC_API_KEY", "SECRETanthropicSECRET",
          "CROSSFADE_ADMIN_KEY", "SECRETadminSECRET",
          "CI_KEY", "SECRETciSECRET",
          "SPLIT", "12.5%",
          "BROKEN_KEY", "SECRET broken\nSECRET",
          "EMPTY", "");

  private static final Path ROOT =
      Path.of(
          URI.create(Objects.requireNonNull(ConfigFiles.class.getResource("/config")).toString()));

  private ConfigFiles() {}

  static ConfigResult read(String text) {
    return ConfigReader.read("gateway.yaml", text, ENVIRONMENT);
  }

  static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file beside it of the same name with another ending. */
  static Path beside(Path file, String ending) {
    return file.resolveSibling(name(file) + ending);
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".yaml", "");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
