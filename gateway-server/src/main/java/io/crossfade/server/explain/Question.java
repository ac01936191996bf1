package io.crossfade.server.explain;

import io.crossfade.core.Arm;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.routing.RouteRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is only asked about.
 *
 * @param model as a caller would name it
 * @param requestId as a caller would send it
 * @param headers lower-case names
 */
public record Question(
    String model,
    String requestId,
    @Nullable String user,
    @Nullable String session,
    @Nullable String keyId,
    @Nullable String tenant,
    Map<String, String> headers)
    implements RouteRequest {

  public Question {
    headers = Map.copyOf(headers);
  }

  /** The same with the tenant that its key belongs to, unless it names one itself. */
  public Question of(List<KeyConfig> keys) {
    String known =
        keys.stream()
            .filter(key -> key.id().equals(keyId))
            .findFirst()
            .map(KeyConfig::tenant)
            .orElse(null);
    return tenant == null
        ? new Question(model, requestId, user, session, keyId, known, headers)
        : this;
  }

  @Override
  public Endpoint endpoint() {
    return headers.containsKey("anthropic-version")
        ? new Endpoint(Endpoint.Kind.MESSAGES, Wire.ANTHROPIC, null)
        : new Endpoint(Endpoint.Kind.CHAT_COMPLETIONS, Wire.OPENAI, null);
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public @Nullable Arm pin() {
    return null;
  }
}
