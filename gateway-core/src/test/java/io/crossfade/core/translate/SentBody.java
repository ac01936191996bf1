package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;

/** The body of a provider's request, as a tree. */
final class SentBody {
  private SentBody() {}

  static ObjectNode of(ProviderRequest sent) {
    return ((Result.Ok<ObjectNode>) JsonTrees.object(sent.body())).value();
  }
}
