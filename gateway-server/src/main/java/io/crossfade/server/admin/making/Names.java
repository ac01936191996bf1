package io.crossfade.server.admin.making;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of migrations that were given none. */
public final class Names {
  private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LONGEST = 56;

  private Names() {}

  /** Whether it may be a migration's name, by the rules of the file. */
  public static boolean sound(String name) {
    return SOUND.matcher(name).matches() && !name.equals("none");
  }

  /**
   * {@code <source>-to-<target>}, with a number where that is taken.
   *
   * @param from {@code provider/model}
   * @param to the same, or a model alone; empty while it is open
   */
  public static String free(String from, String to, Set<String> taken) {
    String base = model(from) + "-to-" + (to.isEmpty() ? "next" : model(to));
    String name = base.substring(0, Math.min(base.length(), LONGEST));
    String free = name;
    for (int number = 2; taken.contains(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  private static String model(String named) {
    String model = named.substring(named.lastIndexOf('/') + 1);
    return model.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
  }
}
