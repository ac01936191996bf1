package io.crossfade.server.filter;

import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.json.BodyFacts.CohortFields;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.routing.RouteRequest;
import io.crossfade.server.snapshot.Snapshot;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call as routing sees it: where each cohort key is looked for, and who may pin an arm.
 *
 * @param home the provider that keeps an object the call refers to, or null
 */
record RoutedRequest(Call call, Snapshot snapshot, @Nullable String home) implements RouteRequest {

  @Override
  public Endpoint endpoint() {
    return call.endpoint();
  }

  @Override
  public @Nullable String model() {
    return call.model();
  }

  @Override
  public String requestId() {
    return call.id();
  }

  @Override
  public @Nullable String user() {
    CohortFields fields = facts().cohort();
    String safety = fields.safetyIdentifier();
    String user = safety == null ? fields.user() : safety;
    return user == null ? fields.metadataUserId() : user;
  }

  @Override
  public @Nullable String session() {
    CohortFields fields = facts().cohort();
    return fields.conversation() == null ? fields.promptCacheKey() : fields.conversation();
  }

  @Override
  public @Nullable String keyId() {
    return call.origin().caller().keyId();
  }

  @Override
  public @Nullable String tenant() {
    return call.origin().caller().tenant();
  }

  @Override
  public @Nullable String header(String name) {
    return call.head().headers().get(name);
  }

  /** Honoured for keys that may; where no keys are asked for, for callers on this machine. */
  @Override
  public @Nullable Arm pin() {
    String wish = header("x-crossfade-arm");
    if (wish == null || !may("pin")) {
      return null;
    }
    return switch (wish.toLowerCase(Locale.ROOT)) {
      case "control" -> Arm.CONTROL;
      case "candidate" -> Arm.CANDIDATE;
      default -> null;
    };
  }

  @Override
  public Arm runsOn(int slot, long key, Arm byBucket) {
    long now = NANOSECONDS.toSeconds(call.origin().acceptedNanos()) & Integer.MAX_VALUE;
    long maxAge = snapshot.config().migrations().get(slot).rollout().conversations().toSeconds();
    return snapshot.conversations().get(slot).arm(key, byBucket, now, maxAge);
  }

  boolean wantsExplanation() {
    return "1".equals(header("x-crossfade-explain")) && may("explain");
  }

  private boolean may(String what) {
    return snapshot.config().keys().isEmpty()
        ? call.origin().loopback()
        : call.origin().caller().may().contains(what);
  }

  private BodyFacts facts() {
    return requireNonNullElse(call.facts(), BodyFacts.NONE);
  }
}
