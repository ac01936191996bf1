package io.crossfade.server.admin.making;

import io.crossfade.routing.migration.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator wants, or why it cannot be. */
public sealed interface Wish {

  /**
   * It can be kept.
   *
   * @param plan what follows from the settings, or null while they leave it open
   * @param warnings what is probably not meant
   */
  record Granted(Settings settings, @Nullable Plan plan, List<String> warnings) implements Wish {}

  /**
   * It cannot.
   *
   * @param field of the request
   * @param message what is wrong, and what to write instead
   */
  record Denied(String field, String message) implements Wish {}
}
