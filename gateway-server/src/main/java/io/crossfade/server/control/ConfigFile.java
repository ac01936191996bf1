package io.crossfade.server.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.read.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
  private static final int MAX_BYTES = 4 << 20;

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
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        return unreadable("this is no regular file", "name a file with --config");
      }
      return bounded();
    } catch (NoSuchFileException e) {
      return unreadable("the file is missing", "write it, or name another with --config");
    } catch (CharacterCodingException e) {
      return unreadable("the file is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      return unreadable("the file cannot be read (%s)".formatted(e), "let this user read it");
    }
  }

  /** A file that never ends must not take the memory that calls need. */
  private ConfigResult bounded() throws IOException {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(MAX_BYTES + 1);
    }
    return bytes.length > MAX_BYTES
        ? unreadable("the file is larger than %d MB".formatted(MAX_BYTES >> 20), "split it")
        : parser.parse(
            path.toString(), UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
  }

  private ConfigResult unreadable(String message, String fix) {
    return new ConfigResult.Invalid(List.of(new Problem(path.toString(), 1, 1, message, fix)));
  }
}
