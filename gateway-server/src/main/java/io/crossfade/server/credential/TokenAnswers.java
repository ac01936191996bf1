package io.crossfade.server.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.core.fault.SecretMask;
import io.crossfade.server.upstream.whole.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** Reads what token services answer. Source: RFC 6749, sections 5.1 and 5.2. */
public final class TokenAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_TOLD = 300;

  /** What a service that does not say how long must mean; Entra's tokens live for an hour. */
  private static final long USUAL_SECONDS = 3_600;

  private TokenAnswers() {}

  /**
   * The token of an answer.
   *
   * @param service that was asked
   * @throws IOException when there is none in it; its message has the service's own words
   */
  public static Issued<String> read(URI service, WholeAnswer answer, Instant now)
      throws IOException {
    JsonNode json = json(answer.body());
    String token = json.path("access_token").asText();
    if (answer.status() != 200 || !mayBeSent(token)) {
      throw new IOException(
          "%s answered %d: %s".formatted(service.getAuthority(), answer.status(), told(json)));
    }
    long seconds = json.path("expires_in").asLong(USUAL_SECONDS);
    return new Issued<>(token, now.plusSeconds(seconds));
  }

  /** A token goes into a header field, so it must not be able to end one. */
  private static boolean mayBeSent(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static String told(JsonNode json) {
    String description = json.path("error_description").asText();
    String text = description.isEmpty() ? json.path("error").asText("no token") : description;
    String line = text.lines().findFirst().orElse("no token");
    String masked = SecretMask.mask(line);
    return masked.length() > MAX_TOLD ? masked.substring(0, MAX_TOLD) + "…" : masked;
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
