package io.crossfade.core.provider.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.RequestPrinter;
import io.crossfade.core.translate.Site;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prints {@code POST /v2/chat}. Source: Cohere API reference, "Chat"; the base URL has no version.
 */
public final class CohereRequests implements RequestPrinter {
  public static final String DIALECT = "cohere";

  private static final String SAFETY_MODE = "safety_mode";

  private static final Set<Field> EXPRESSED =
      Set.copyOf(
          EnumSet.of(
              Field.MAX_TOKENS,
              Field.STOP,
              Field.TEMPERATURE,
              Field.TOP_P,
              Field.TOP_K,
              Field.FREQUENCY_PENALTY,
              Field.PRESENCE_PENALTY,
              Field.SEED,
              Field.PARALLEL_TOOL_CALLS,
              Field.TOOLS,
              Field.TOOL_CHOICE,
              Field.TOOL_STRICT,
              Field.RESPONSE_FORMAT,
              Field.THINKING,
              Field.IMAGE,
              Field.IMAGE_DETAIL,
              Field.DOCUMENT,
              Field.DOCUMENT_CONTEXT,
              Field.CITATIONS,
              Field.REASONING));

  /** The whole API, both ways. */
  public static final ProviderApi API =
      new ProviderApi(
          DIALECT,
          new CohereRequests(),
          new CohereResponses(),
          CohereStream::new,
          new CohereErrors());

  @Override
  public Set<Field> expresses() {
    return EXPRESSED;
  }

  @Override
  public Set<String> ownFields() {
    return Set.of(SAFETY_MODE, "citation_options");
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    return ProviderRequest.of("/v2/chat", new Headers(), body(request, losses));
  }

  private static ObjectNode body(ChatRequest request, Losses losses) {
    CohereModel model = new CohereModel(request.model());
    CohereDocuments documents = new CohereDocuments(request.format() == null, losses);
    ObjectNode body = JsonTrees.object().put("model", request.model());
    body.set("messages", new CohereMessages(model, documents, losses).print(request.messages()));
    ArrayNode cited = documents.cited();
    if (!cited.isEmpty()) {
      body.set("documents", cited);
    }
    CohereTools.print(request, body, losses);
    CohereSettings.print(request, model, body, losses);
    own(request.extras(), body, losses);
    body.put("stream", request.stream());
    return body;
  }

  /** A safety mode cannot be chosen where tools are offered or documents cited. */
  private static void own(Extras extras, ObjectNode body, Losses losses) {
    boolean plain = !body.has("tools") && !body.has("documents");
    extras.into(body, DIALECT);
    if (!plain && body.remove(SAFETY_MODE) != null) {
      losses.lose(Field.UNKNOWN, SAFETY_MODE);
    }
  }
}
