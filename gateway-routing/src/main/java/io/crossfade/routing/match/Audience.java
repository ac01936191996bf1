package io.crossfade.routing.match;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.Rule.Subject;
import io.crossfade.routing.cohort.Identity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The callers a migration is for. A caller meets all rules; without rules everybody does. */
public final class Audience {
  private final List<Condition> conditions;

  private Audience(List<Condition> conditions) {
    this.conditions = conditions;
  }

  public static Audience of(List<Rule> only) {
    return new Audience(only.stream().map(Condition::of).toList());
  }

  /** Whether the caller meets every rule; leaves no garbage. */
  public boolean admits(Identity who) {
    for (int at = 0; at < conditions.size(); at++) {
      if (!conditions.get(at).holds(who)) {
        return false;
      }
    }
    return true;
  }

  /**
   * One rule, ready to be asked.
   *
   * @param texts what names out of bodies and keys are compared with
   * @param bytes the same as header values arrive, one {@code char} per byte of the UTF-8 form
   */
  private record Condition(Subject subject, String header, Set<String> texts, Set<String> bytes) {

    static Condition of(Rule rule) {
      return new Condition(
          rule.subject(),
          rule.header() == null ? "" : rule.header(),
          Set.copyOf(rule.values()),
          rule.values().stream()
              .map(value -> new String(value.getBytes(UTF_8), ISO_8859_1))
              .collect(Collectors.toUnmodifiableSet()));
    }

    boolean holds(Identity who) {
      return switch (subject) {
        case HEADER -> among(bytes, who.header(header));
        case KEY -> among(texts, who.keyId());
        case TENANT -> among(texts, who.tenant());
        case USER -> holdsUser(who);
      };
    }

    /** An empty user is none, as it is for cohort keys. */
    private boolean holdsUser(Identity who) {
      String user = who.user();
      return (user == null || user.isEmpty())
          ? among(bytes, who.header("x-user-id"))
          : among(texts, user);
    }

    private static boolean among(Set<String> values, @Nullable String actual) {
      return actual != null && values.contains(actual);
    }
  }
}
