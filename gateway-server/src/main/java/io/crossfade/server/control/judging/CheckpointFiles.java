package io.crossfade.server.control.judging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each migration, replaced whole. Not forced to the disk: after a power cut the judge
 * begins anew, which is safe.
 *
 * @param folder made when it is first needed
 */
public record CheckpointFiles(Path folder) implements Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);

  private static final String ENDING = ".json";

  @Override
  public void save(String migration, String evidence) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.writeString(folder.resolve(migration + ".draft"), evidence, UTF_8);
      Files.move(draft, file(migration), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.debug("the evidence about '{}' could not be kept for a restart", migration, e);
    }
  }

  @Override
  public Optional<String> load(String migration) {
    try {
      return Optional.of(Files.readString(file(migration), UTF_8));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("the evidence about '{}' cannot be read and begins anew", migration, e);
      return Optional.empty();
    }
  }

  @Override
  public void retain(Set<String> migrations) {
    Set<String> names =
        migrations.stream().map(name -> name + ENDING).collect(Collectors.toUnmodifiableSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        if (!names.contains(String.valueOf(file.getFileName()))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException none) {
      LOG.debug("no evidence has been kept yet");
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("evidence nobody needs could not be removed", e);
    }
  }

  /** Names of migrations are safe as names of files. */
  private Path file(String migration) {
    return folder.resolve(migration + ENDING);
  }
}
