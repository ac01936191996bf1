package io.crossfade.server.control.made;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.read.migration.SettingsReader;
import io.crossfade.core.config.read.migration.SettingsReader.Reading;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All migrations in force: those of the file in its order, then those made through the management
 * API, oldest first. Where both have one of a name, the file's is the one.
 *
 * @param file what stands in the file
 * @param config the same, with every made migration that has begun among its migrations
 * @param declared what each migration is to do, by name; drafts as well, as far as they are settled
 * @param warnings what is probably not meant, of what was made
 * @param unfit made migrations that the file no longer has what they need for, and why
 */
public record Lineup(
    Config file,
    Config config,
    Map<String, MigrationConfig> declared,
    List<String> warnings,
    Map<String, String> unfit) {

  /** Puts them together. */
  public static Lineup of(Config file, Collection<MigrationState> states) {
    Map<String, MigrationConfig> declared = new LinkedHashMap<>();
    file.migrations().forEach(each -> declared.put(each.name(), each));
    Map<String, String> unfit = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    Config all = file;
    for (MigrationState state : states) {
      String settings = state.settings();
      if (settings != null && settled(state) && !declared.containsKey(state.name())) {
        switch (SettingsReader.read(all, settings)) {
          case Reading.Unsound(List<Problem> problems) ->
              unfit.put(state.name(), why(state, problems));
          case Reading.Sound sound -> {
            declared.put(state.name(), sound.migration());
            all = begun(state) ? with(all, sound) : all;
            sound.warnings().forEach(each -> warnings.add(told(state, each)));
          }
        }
      }
    }
    return new Lineup(
        file,
        all,
        Collections.unmodifiableMap(declared),
        List.copyOf(warnings),
        Collections.unmodifiableMap(unfit));
  }

  /** Whether the file declares a migration of that name. */
  public boolean inFile(String name) {
    return file.migrations().stream().anyMatch(each -> each.name().equals(name));
  }

  /**
   * Why this may not be put in force, since callers of a made migration would be moved; or none.
   */
  public List<String> obstacles(Collection<MigrationState> states) {
    return states.stream()
        .filter(state -> begun(state) && state.phase() != Phase.ROLLED_BACK)
        .filter(state -> unfit.containsKey(state.name()))
        .map(state -> String.valueOf(unfit.get(state.name())))
        .toList();
  }

  /** Whether a migration adds the same to the file in both states. */
  public static boolean sameParts(MigrationState one, MigrationState other) {
    return Objects.equals(one.settings(), other.settings())
        && (!one.made() || (settled(one) == settled(other) && begun(one) == begun(other)));
  }

  private static boolean settled(MigrationState state) {
    return state.plan() != null && state.phase() != Phase.ABORTED;
  }

  private static boolean begun(MigrationState state) {
    return switch (state.phase()) {
      case NONE, DRAFT, ANALYZED, ABORTED -> false;
      default -> true;
    };
  }

  private static Config with(Config all, Reading.Sound made) {
    List<MigrationConfig> migrations = new ArrayList<>(all.migrations());
    migrations.add(made.migration());
    return new Config(
        all.server(),
        all.store(),
        all.providers(),
        all.models(),
        all.routes(),
        List.copyOf(migrations),
        all.keys(),
        made.notices(),
        all.costs(),
        all.translation(),
        all.responseHeaders(),
        all.drainMillis(),
        all.retention(),
        all.hash());
  }

  private static String told(MigrationState state, Problem problem) {
    return "migration '%s', made through the management API: %s; %s"
        .formatted(state.name(), problem.message(), problem.fix());
  }

  private static String why(MigrationState state, List<Problem> problems) {
    Problem first = problems.getFirst();
    return "migration '%s', made through the management API, is %s and needs what the file does not give: %s; %s, or abort it first"
        .formatted(state.name(), state.phase().label(), first.message(), first.fix());
  }
}
