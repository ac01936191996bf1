package io.crossfade.routing.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A {@link Signal} as a JSON object with its components in snake case, and back. Numbers of a
 * verdict, and settings, stay JSON objects of their own. Times are ISO 8601.
 */
final class Payload {
  /** Texts that are JSON objects themselves, and stand as such in the log. */
  private static final List<String> OBJECTS = List.of("numbers", "settings");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(Duration.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, parsing(Instant.class, Instant::parse))
                  .addDeserializer(Duration.class, parsing(Duration.class, Duration::parse)))
          .build();

  private static final Map<String, Class<?>> SIGNALS =
      Arrays.stream(Signal.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private Payload() {}

  static String write(Signal signal) {
    try {
      ObjectNode payload = JSON.valueToTree(signal);
      for (String name : OBJECTS) {
        if (payload.has(name)) {
          payload.set(name, JSON.readTree(payload.get(name).textValue()));
        }
      }
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s carries numbers or settings that are no JSON; write them as one object"
              .formatted(signal.name()),
          e);
    }
  }

  /**
   * Reads a signal back.
   *
   * @throws JsonProcessingException if the payload is not what {@link #write} writes for that event
   */
  static Signal read(String event, String payload) throws JsonProcessingException {
    JsonNode tree = JSON.readTree(payload);
    if (tree instanceof ObjectNode object) {
      OBJECTS.stream().filter(object::has).forEach(name -> object.put(name, text(object, name)));
    }
    Class<?> type = SIGNALS.get(event);
    if (type == null) {
      throw new UnknownEvent(event);
    }
    return (Signal) JSON.treeToValue(tree, type);
  }

  private static String text(ObjectNode object, String name) {
    return object.get(name).toString();
  }

  /** The log holds an event this release does not know. */
  static final class UnknownEvent extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    UnknownEvent(String event) {
      super("unknown event '%s'".formatted(event));
    }
  }

  private static <T> FromStringDeserializer<T> parsing(Class<T> type, Function<String, T> parse) {
    return new FromStringDeserializer<>(type) {
      private static final long serialVersionUID = 1;

      @Override
      protected T _deserialize(
          String text, com.fasterxml.jackson.databind.DeserializationContext context) {
        return parse.apply(text);
      }
    };
  }
}
