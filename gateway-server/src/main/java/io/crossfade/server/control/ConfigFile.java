package io.crossfade.server.control;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.read.ConfigReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration as it lies on disk. Whatever is wrong with file or text comes back as problems.
 *
 * @param path as the operator named it
 * @param parser makes a configuration of a text
 */
public record ConfigFile(Path path, Parser parser) {

  /** Reads a text. */
  @FunctionalInterface
  public interface Parser {

    /**
     * Checks a text whole.
     *
     * @param file its name, for problems
     */
    ConfigResult parse(String file, String text);
  }

  /** A file whose {@code ${NAME}}s are looked up in the environment of this process. */
  public static ConfigFile of(Path path) {
    return new ConfigFile(path, (file, text) -> ConfigReader.read(file, text, System.getenv()));
  }

  /** Reads the file as it is now. */
  public ConfigResult read() {
    try {
      return parser.parse(path.toString(), Files.readString(path));
    } catch (NoSuchFileException e) {
      return unreadable("the file is missing", "write it, or name another with --config");
    } catch (CharacterCodingException e) {
      return unreadable("the file is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      return unreadable("the file cannot be read (%s)".formatted(e), "let this user read it");
    }
  }

  private ConfigResult unreadable(String message, String fix) {
    return new ConfigResult.Invalid(List.of(new Problem(path.toString(), 1, 1, message, fix)));
  }
}
