package io.crossfade.server.real.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.wire.Wire;
import io.crossfade.server.testing.Cassette;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recording as the call an application would make of it. */
record Exchange(Cassette tape) {
  private static final Pattern BELOW_VERSION =
      Pattern.compile(
          "/((chat/completions|completions|complete|embeddings|moderations"
              + "|(responses|messages|files|batches|conversations|models|vector_stores)(/.*)?))$");

  private static final Set<String> NEED_A_MODEL =
      Set.of(
          "/v1/chat/completions",
          "/v1/completions",
          "/v1/embeddings",
          "/v1/responses",
          "/v1/messages",
          "/v1/messages/count_tokens");

  private static final JsonMapper PLAIN = new JsonMapper();
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  Wire wire() {
    return tape.api().startsWith("anthropic.") ? Wire.ANTHROPIC : Wire.OPENAI;
  }

  /** The recorded path as it is asked of a gateway, whatever the provider puts in front of it. */
  String path() {
    String recorded = tape.target().replaceFirst("\\?.*", "");
    if (recorded.endsWith("/chat/completions")) {
      return "/v1/chat/completions";
    }
    Matcher below = BELOW_VERSION.matcher(recorded);
    if (!below.find()) {
      throw new AssertionError("no known path in " + tape.method() + " " + tape.target());
    }
    return "/v1/" + below.group(1);
  }

  String target() {
    int query = tape.target().indexOf('?');
    return query < 0 ? path() : path() + tape.target().substring(query);
  }

  /** The gateway answers for itself which models there are. */
  boolean isLocal() {
    return tape.method().equals("GET") && path().startsWith("/v1/models");
  }

  /** An answer of a known form; else whatever came is passed on. */
  boolean isAnswer() {
    return NEED_A_MODEL.contains(path()) && tape.method().equals("POST");
  }

  /** The model the request names; empty if it names none. */
  String model() {
    return request().path("model").asText();
  }

  /** The body, written in one of several ways; empty for requests without one. */
  byte[] body() {
    return written(request());
  }

  /** The same body, in the same writing, with another model in it. */
  byte[] bodyFor(String model) {
    if (model().isEmpty()) {
      return body();
    }
    ObjectNode other = request().deepCopy();
    return written(other.put("model", model));
  }

  private ObjectNode request() {
    ObjectNode body = PLAIN.createObjectNode();
    if (tape.request() instanceof ObjectNode recorded) {
      body.setAll(recorded);
    } else if (isAnswer() && tape.isStream()) {
      body.put("stream", true);
    }
    if (isAnswer() && !body.path("model").isTextual()) {
      body.put("model", tape.model().isEmpty() ? "gpt-4o" : tape.model());
    }
    return body;
  }

  private byte[] written(JsonNode json) {
    if (json.isEmpty()) {
      return new byte[0];
    }
    try {
      String text =
          switch (new Random(seed()).nextInt(3)) {
            case 0 -> PLAIN.writeValueAsString(json);
            case 1 -> json.toPrettyString();
            default -> ASCII.writeValueAsString(json);
          };
      return text.getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError("what was parsed can be written", e);
    }
  }

  /** The same for the same recording, so that a failure can be run again. */
  long seed() {
    return tape.name().hashCode();
  }
}
