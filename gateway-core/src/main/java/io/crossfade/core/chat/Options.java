package io.crossfade.core.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The plain settings of a request, each in the form {@link Field} describes; as they came, so that
 * no number loses its digits. Immutable.
 */
public final class Options {
  public static final Options NONE = new Options(Map.of());

  private final Map<Field, JsonNode> values;

  private Options(Map<Field, JsonNode> values) {
    this.values = values;
  }

  /** Settings from a map, which is copied. */
  public static Options of(Map<Field, JsonNode> values) {
    return values.isEmpty() ? NONE : new Options(new EnumMap<>(values));
  }

  /** The fields that are set. */
  public Set<Field> fields() {
    return values.keySet();
  }

  public boolean has(Field field) {
    return values.containsKey(field);
  }

  /** The value, or null when it is not set. */
  public @Nullable JsonNode get(Field field) {
    return values.get(field);
  }

  /** The value as text, or null when it is not set. */
  public @Nullable String text(Field field) {
    JsonNode value = values.get(field);
    return value == null ? null : value.asText();
  }

  /** The value as a whole number, or {@code otherwise} when it is not set. */
  public int whole(Field field, int otherwise) {
    JsonNode value = values.get(field);
    return value == null ? otherwise : value.asInt(otherwise);
  }

  /** Whether the value is {@code true}. */
  public boolean isTrue(Field field) {
    JsonNode value = values.get(field);
    return value != null && value.asBoolean();
  }

  /** The value as a list of texts; empty when it is not set. */
  public List<String> texts(Field field) {
    JsonNode value = values.get(field);
    return value == null
        ? List.of()
        : StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** The same settings with one more, or with another value. */
  public Options with(Field field, JsonNode value) {
    Map<Field, JsonNode> more = new EnumMap<>(Field.class);
    more.putAll(values);
    more.put(field, value);
    return new Options(more);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Options options && values.equals(options.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
