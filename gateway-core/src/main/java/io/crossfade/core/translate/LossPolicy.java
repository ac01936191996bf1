package io.crossfade.core.translate;

import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Field.Loss;
import java.util.Set;

/**
 * What happens to fields that a target cannot express: as the table of {@link Field} says, or
 * stricter.
 *
 * @param refused fields that are refused although the table would drop them
 */
public record LossPolicy(Set<Field> refused) {
  public static final LossPolicy TABLE = new LossPolicy(Set.of());
  public static final LossPolicy STRICT = new LossPolicy(Set.of(Field.values()));

  public LossPolicy {
    refused = Set.copyOf(refused);
  }

  public boolean refuses(Field field) {
    return field.loss() == Loss.REFUSE || refused.contains(field);
  }
}
