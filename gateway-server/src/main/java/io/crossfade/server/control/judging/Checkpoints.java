package io.crossfade.server.control.judging;

import java.util.Optional;
import java.util.Set;

/** Where evidence waits for the next start. Losing it costs nothing but the evidence. */
public interface Checkpoints {
  /** Remembers nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public void save(String migration, String evidence) {
          // Every start begins anew.
        }

        @Override
        public void retain(Set<String> migrations) {
          // There is nothing.
        }

        @Override
        public Optional<String> load(String migration) {
          return Optional.empty();
        }
      };

  /** Keeps the latest evidence about a migration in place of what was kept before. */
  void save(String migration, String evidence);

  /** Forgets what is kept about any other migration. */
  void retain(Set<String> migrations);

  /** What was kept last; empty when there is nothing or it cannot be read. */
  Optional<String> load(String migration);
}
