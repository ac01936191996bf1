package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.http.Headers;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One recorded exchange with a provider. */
public final class Cassette {
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "content-encoding");

  private final JsonNode tape;

  Cassette(JsonNode tape) {
    this.tape = tape;
  }

  public String name() {
    return tape.path("name").asText();
  }

  /** Provider and interface, such as {@code openai.chat}. */
  public String api() {
    return tape.path("api").asText();
  }

  /** The model the request named; empty where it is not known. */
  public String model() {
    return tape.path("model").asText("");
  }

  public int status() {
    return tape.path("response").path("status").asInt();
  }

  /** {@code recorded}, {@code response-only}, {@code rebuilt-framing}, {@code edited}, … */
  public String fidelity() {
    return tape.path("fidelity").asText();
  }

  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    tape.path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  /** True if the recorded request body was kept, as JSON. */
  public boolean hasRequest() {
    return request().isContainerNode();
  }

  /** The request body; a null node where it was not kept. */
  public JsonNode request() {
    return tape.path("request").path("body");
  }

  public String method() {
    return tape.path("request").path("method").asText();
  }

  /** Path and query as recorded. */
  public String target() {
    URI url = URI.create(tape.path("request").path("url").asText());
    return url.getRawQuery() == null
        ? url.getRawPath()
        : url.getRawPath() + "?" + url.getRawQuery();
  }

  /** True if the answer is a stream of server-sent events. */
  public boolean isStream() {
    return tape.path("response").has("raw");
  }

  /** The answer's fields, framing left out. */
  public Headers headers() {
    Headers headers = new Headers();
    for (var field : tape.path("response").path("headers").properties()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (!FRAMING.contains(name)) {
        headers.add(name, field.getValue().asText());
      }
    }
    return headers;
  }

  /** The answer's body: stream bytes as recorded, JSON in compact form. */
  public byte[] body() {
    JsonNode response = tape.path("response");
    if (response.has("raw_base64")) {
      return Base64.getDecoder().decode(response.path("raw_base64").asText());
    }
    JsonNode body = response.has("raw") ? response.path("raw") : response.path("body");
    return (body.isTextual() ? body.asText() : body.toString()).getBytes(UTF_8);
  }

  /** The answer's body with its JSON laid out over many lines; streams as recorded. */
  public byte[] prettyBody() {
    JsonNode body = tape.path("response").path("body");
    return body.isContainerNode() ? body.toPrettyString().getBytes(UTF_8) : body();
  }

  @Override
  public String toString() {
    return name();
  }
}
