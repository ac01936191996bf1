package io.crossfade.server.home;

import io.crossfade.core.Call;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.json.References;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.path.ObjectIds;
import io.crossfade.routing.affinity.Homes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which provider keeps what a call refers to. On event loops.
 *
 * @param homes what was seen in answers so far
 */
public record ObjectHomes(Homes homes) {

  /**
   * The provider that keeps an object the call refers to: the first one known, those in the path
   * before those in the body.
   *
   * @param providers those there are
   */
  public @Nullable String of(Call call, Collection<String> providers) {
    if (homes.isEmpty()) {
      return null;
    }
    for (String id : referredTo(call)) {
      String home = homes.of(id, providers);
      if (home != null) {
        return home;
      }
    }
    return null;
  }

  /** The ids of objects in path and body; a body that streams through is not read. */
  static List<String> referredTo(Call call) {
    List<String> ids = new ArrayList<>(2);
    if (call.endpoint().kind() == Endpoint.Kind.PASS_THROUGH) {
      ids.addAll(ObjectIds.in(call.head().path()));
    }
    if (call.body() instanceof HeldBody held && mayRefer(call.endpoint().kind())) {
      ids.addAll(References.in(held.bytes(), call.endpoint().kind() == Endpoint.Kind.RESPONSES));
    }
    return ids;
  }

  private static boolean mayRefer(Endpoint.Kind kind) {
    return switch (kind) {
      case CHAT_COMPLETIONS, RESPONSES, MESSAGES, COUNT_TOKENS, PASS_THROUGH -> true;
      case COMPLETIONS, EMBEDDINGS, MODELS, MODEL, HEALTH, UNKNOWN -> false;
    };
  }
}
