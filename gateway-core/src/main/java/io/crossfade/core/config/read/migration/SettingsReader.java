package io.crossfade.core.config.read.migration;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.NotifyConfig;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.read.declared.Declared;
import io.crossfade.core.config.read.declared.NotifyReader;
import io.crossfade.core.config.yaml.Problems;
import io.crossfade.core.config.yaml.YamlNode;
import io.crossfade.core.config.yaml.YamlText;
import java.util.List;
import java.util.Map;

/**
 * Reads one migration that stands in no file, by the rules of the file and against what the file
 * declares. No variable of the environment can be named in it.
 */
public final class SettingsReader {
  private static final String WHOLE = "migration";

  private SettingsReader() {}

  /** What became of it. */
  public sealed interface Reading {

    /**
     * It may be used.
     *
     * @param migration as if the file declared it
     * @param notices of the file, and who hears of this one
     * @param warnings lines are those of the text
     */
    record Sound(MigrationConfig migration, NotifyConfig notices, List<Problem> warnings)
        implements Reading {}

    /**
     * It may not.
     *
     * @param problems lines are those of the text, at least one
     */
    record Unsound(List<Problem> problems) implements Reading {}
  }

  /**
   * Reads the settings of one migration.
   *
   * @param file what is declared; its migrations take their calls first
   * @param text one entry of {@code migrations}, in YAML or JSON
   */
  public static Reading read(Config file, String text) {
    Problems problems = new Problems(WHOLE);
    YamlNode root = YamlText.read(text, Map.of(), problems, WHOLE);
    NotifyReader notices = new NotifyReader(file.notices());
    List<MigrationConfig> read =
        root == null
            ? List.of()
            : new MigrationsReader(declared(file), notices, file.migrations()).read(List.of(root));
    return read.isEmpty() || problems.hasErrors()
        ? new Reading.Unsound(problems.errors())
        : new Reading.Sound(read.getFirst(), notices.config(), problems.warnings());
  }

  private static Declared declared(Config file) {
    return new Declared(
        new Declared.Providers(file.providers().keySet(), file.providers()),
        file.models(),
        file.keys(),
        Catalog.builtIn());
  }
}
