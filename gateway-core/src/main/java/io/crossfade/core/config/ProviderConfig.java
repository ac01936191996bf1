package io.crossfade.core.config;

import io.crossfade.core.http.Headers;
import io.crossfade.core.wire.path.Azure;
import io.crossfade.core.wire.path.Operation;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the operator declared it.
 *
 * @param name key in the file; a metric label
 * @param type whose API it speaks
 * @param baseUrl {@code http:} or {@code https:}, as that provider's own SDK takes it, without a
 *     trailing slash
 * @param apiKey credential
 * @param forwardHeaders lower-case request field names forwarded beyond the default policy
 * @param timeouts limits in time
 * @param retries when the same target is asked again
 * @param limits how much at once
 * @param circuit when it is not asked for a while
 * @param http2 whether it is spoken to in HTTP/2
 * @param asksUsage whether streams that pass through are asked to count their tokens, unseen by
 *     callers who did not ask
 * @param organization value of {@code openai-organization}, or null
 * @param project value of {@code openai-project}, or null
 * @param place where in a cloud its models run; null for providers that are no cloud
 * @param deployments of a resource of Azure; null for others
 */
public record ProviderConfig(
    String name,
    ProviderType type,
    URI baseUrl,
    Secret apiKey,
    List<String> forwardHeaders,
    Timeouts timeouts,
    Retries retries,
    Limits limits,
    CircuitLimits circuit,
    Http2 http2,
    boolean asksUsage,
    @Nullable String organization,
    @Nullable String project,
    @Nullable Place place,
    @Nullable Deployments deployments) {

  /**
   * The header field that carries a credential.
   *
   * @param secret a key, or a token where those are fetched
   */
  public Headers credential(String secret) {
    return apiKey instanceof Secret.Issued
        ? Headers.of("authorization", "Bearer " + secret)
        : type.credential(secret);
  }

  /** The id that model has there: of Azure's, the deployment's name. */
  public @Nullable String idOf(@Nullable String model) {
    return deployments == null ? model : deployments.of(model);
  }

  /**
   * Where an operation is found below the base URL, in the provider's own dialect.
   *
   * @param id of the model, as {@link #idOf} has it
   */
  public Azure.Located locate(Operation asked, @Nullable String id) {
    return deployments != null
        ? Azure.locate(asked, deployments.apiVersion(), id)
        : new Azure.Located(type.belowBaseUrl(asked.path()) + asked.queryText(), false);
  }

  /**
   * Where in a cloud models run.
   *
   * @param project that pays for them, or null where there is no such thing
   */
  public record Place(@Nullable String project, String region) {
    /** Wherever there is room. */
    public static final String GLOBAL = "global";
  }

  /**
   * Limits in time, all in milliseconds.
   *
   * @param connect to open a connection, TLS handshake included
   * @param firstByteStream until the head of an answer to a streaming call
   * @param firstByte the same for other calls, whose head comes after the whole answer
   * @param idle silence between two reads of a stream, counted only while a read is outstanding
   * @param total from the caller's request to the last byte, retries and fallbacks included
   */
  public record Timeouts(
      long connect, long firstByteStream, long firstByte, long idle, long total) {
    public static final Timeouts DEFAULT = new Timeouts(2_000, 120_000, 600_000, 300_000, 600_000);
  }

  /**
   * When the same target is asked again.
   *
   * @param max further attempts, 0 for none
   * @param on what is retried: {@code connect}, {@code 429}, {@code 5xx}
   * @param maxWaitMillis longest {@code retry-after} that is waited for
   */
  public record Retries(int max, Set<String> on, long maxWaitMillis) {
    public static final Retries DEFAULT = new Retries(1, Set.of("connect", "429", "5xx"), 2_000);
  }

  /**
   * When a provider that does not answer for a model is not asked for it for a while.
   *
   * @param failures in a row after which it is not, 0 for never
   * @param overMillis time those failures must span
   * @param openMillis until it is tried again; doubles with every trial that fails
   * @param maxOpenMillis longest wait, whatever the provider's {@code retry-after} says
   */
  public record CircuitLimits(int failures, long overMillis, long openMillis, long maxOpenMillis) {
    public static final CircuitLimits DEFAULT = new CircuitLimits(5, 1_000, 500, 30_000);
    public static final CircuitLimits OFF = new CircuitLimits(0, 1_000, 500, 30_000);
  }

  /** Which version of HTTP is spoken to a provider. */
  public enum Http2 {
    /** HTTP/2 where the provider chooses it over TLS, else HTTP/1.1. */
    AUTO,
    /** HTTP/1.1 only. */
    OFF,
    /** HTTP/2 only, without asking; also without TLS. */
    PRIOR_KNOWLEDGE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How much at once, over all event loops.
   *
   * @param concurrent most requests in flight
   * @param queue most requests that wait for one of them to end, 0 for none
   * @param queueWaitMillis longest wait of one
   */
  public record Limits(int concurrent, int queue, long queueWaitMillis) {
    public static final Limits DEFAULT = new Limits(512, 1_024, 5_000);
  }
}
