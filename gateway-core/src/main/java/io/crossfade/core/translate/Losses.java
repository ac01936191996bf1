package io.crossfade.core.translate;

import static java.util.Collections.unmodifiableSet;

import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one translated call loses on its way, and whether it may. */
public final class Losses {
  /** Names come from callers and go into header fields. */
  private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private static final int MAX_NAMES = 32;

  private final String target;
  private final LossPolicy policy;
  private final Map<Field, Integer> counts = new EnumMap<>(Field.class);
  private final Set<String> names = new TreeSet<>();
  private @Nullable Fault refusal;

  /**
   * Starts with none.
   *
   * @param target who cannot express what is lost, for messages: a provider's name in the file
   */
  public Losses(String target, LossPolicy policy) {
    this.target = target;
    this.policy = policy;
  }

  /** The target cannot express a field. */
  public void lose(Field field) {
    lose(field, field.label());
  }

  /**
   * The target cannot express a field.
   *
   * @param name of the field in the caller's words
   */
  public void lose(Field field, String name) {
    if (policy.refuses(field)) {
      refusal = refusal == null ? fault(field, name) : refusal;
    } else {
      drop(field, name);
    }
  }

  /** The answer says something its caller's dialect cannot express, which is never refused. */
  public void drop(Field field, String name) {
    counts.merge(field, 1, Integer::sum);
    if (names.size() < MAX_NAMES) {
      names.add(PRINTABLE.matcher(name).matches() ? name : field.label());
    }
  }

  /** Fields of another dialect cannot be expressed, except where they are that dialect's. */
  public void loseUnless(String dialect, Extras extras, String where) {
    if (!extras.belongTo(dialect)) {
      extras.fields().keySet().forEach(name -> lose(Field.UNKNOWN, where + name));
    }
  }

  /** Why the request must not be sent, or null when it may. */
  public @Nullable Fault refusal() {
    return refusal;
  }

  /** Names of what was dropped, sorted, fit for a header field. */
  public Set<String> dropped() {
    return unmodifiableSet(names);
  }

  /** How often each field was dropped. */
  public Map<Field, Integer> counts() {
    return counts;
  }

  private Fault fault(Field field, String name) {
    String shown = PRINTABLE.matcher(name).matches() ? name : field.label();
    return Fault.of(
            FaultKind.UNSUPPORTED_PARAMETER,
            "'%s' cannot be expressed in the provider's API: %s".formatted(shown, field.why()),
            "provider '%s'".formatted(target),
            "leave it out, or ask for a model of another provider")
        .withParam(shown);
  }
}
