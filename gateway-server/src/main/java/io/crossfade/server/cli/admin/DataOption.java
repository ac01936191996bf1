package io.crossfade.server.cli.admin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The folder of the store and the admin key, the same for every command that needs it. */
public final class DataOption {
  private static final String VARIABLE = "CROSSFADE_DATA";

  @Option(
      scope = ScopeType.INHERIT,
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the store and the admin key; default: $" + VARIABLE + ", else data.")
  private @Nullable Path folder;

  public Path folder() {
    if (folder != null) {
      return folder;
    }
    String named = System.getenv(VARIABLE);
    return Path.of(named == null || named.isBlank() ? "data" : named);
  }
}
