package io.crossfade.server.provider;

import io.crossfade.core.Call;
import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.catalog.Model;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.provider.embedding.Embeddings;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.Site;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.core.wire.Wires;
import io.crossfade.server.upstream.Upstream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One provider, ready to be asked.
 *
 * @param config what the operator declared
 * @param wire the dialect it speaks, or null when that is no caller's
 * @param api what translates for it, or null when nothing does
 * @param upstream its connections
 * @param credential its current key, read for every attempt because files rotate; null when none is
 *     sent, or the caller's own goes through
 * @param signer signs translated requests, or null where a key is enough
 */
public record Provider(
    ProviderConfig config,
    @Nullable Wire wire,
    @Nullable ProviderApi api,
    Upstream upstream,
    Supplier<@Nullable String> credential,
    @Nullable Signer signer) {

  public String name() {
    return config.name();
  }

  /** Whether there is no token yet, or none any more, where one is fetched. */
  public boolean lacksToken() {
    return config.apiKey() instanceof Secret.Issued && credential.get() == null;
  }

  /** The dialect it speaks, for calls that reach it as they are. */
  public Wire spoken() {
    return Objects.requireNonNull(wire, "only calls of a provider's own dialect pass through");
  }

  /** Whether calls of that path reach it as they are. */
  public boolean speaks(Endpoint endpoint) {
    return config.type().speaks(endpoint);
  }

  /** Whether a stream of that call is asked for its tokens, which its caller has not asked for. */
  public boolean asksUsageOf(Call call) {
    Endpoint.Kind kind = call.endpoint().kind();
    return config.asksUsage()
        && (kind == Endpoint.Kind.CHAT_COMPLETIONS || kind == Endpoint.Kind.COMPLETIONS)
        && speaks(call.endpoint())
        && call.wantsStream()
        && call.facts() != null
        && !call.facts().namesStreamOptions();
  }

  /**
   * Whether it can answer calls of that path, translated if need be.
   *
   * @param model that will be asked, or null for the one the caller names
   */
  public boolean answers(Endpoint endpoint, @Nullable String model) {
    return speaks(endpoint)
        || (api != null && Wires.of(endpoint.kind()).isPresent())
        || Embeddings.translates(config.type(), endpoint, model);
  }

  /**
   * The provider as its translators see it.
   *
   * @param model id to send
   */
  public Site site(String model) {
    return site(config, model);
  }

  /** A declared provider as its translators see it. */
  public static Site site(ProviderConfig config, String model) {
    return new Site(
        config.name(),
        config.type().label(),
        config.baseUrl().getRawPath(),
        settings(config),
        maxOutput(config, model));
  }

  private static Map<String, String> settings(ProviderConfig config) {
    ProviderConfig.Place place = config.place();
    if (place == null) {
      return Map.of();
    }
    return place.project() == null
        ? Map.of("region", place.region())
        : Map.of("project", place.project(), "region", place.region());
  }

  private static @Nullable Integer maxOutput(ProviderConfig config, String model) {
    Catalog catalog = Catalog.builtIn();
    return config
        .type()
        .catalogName()
        .flatMap(named -> catalog.find(named, model))
        .or(() -> catalog.find(model).findFirst())
        .map(Model::maxOutputTokens)
        .orElse(null);
  }
}
