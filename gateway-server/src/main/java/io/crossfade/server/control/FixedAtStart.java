package io.crossfade.server.control;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is opened once, at the start, and so cannot follow the file while the process runs. */
final class FixedAtStart {
  private FixedAtStart() {}

  /**
   * One line that names the settings whose new values wait for the next start; empty when none
   * does. Shows names, never values.
   *
   * @param started configuration the process was started with
   * @param now configuration in force
   */
  static Optional<String> waiting(Config started, Config now) {
    ServerConfig was = started.server();
    ServerConfig is = now.server();
    List<String> names = new ArrayList<>();
    compare("server.listen", was.listen(), is.listen(), names);
    compare("server.tls", was.tls(), is.tls(), names);
    compare("server.admin", was.admin(), is.admin(), names);
    compare("server.admin_key", was.adminKey(), is.adminKey(), names);
    compare("store", started.store(), now.store(), names);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s changed in the file, but %s fixed at the start; restart to put the new %s in force"
                .formatted(
                    String.join(", ", names),
                    names.size() == 1 ? "is" : "are",
                    names.size() == 1 ? "value" : "values"));
  }

  private static void compare(
      String name, @Nullable Object was, @Nullable Object is, List<String> names) {
    if (!Objects.equals(was, is)) {
      names.add(name);
    }
  }
}
