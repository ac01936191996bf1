package io.crossfade.core.provider.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.RequestPrinter;
import io.crossfade.core.translate.Site;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints {@code POST /model/{id}/converse} and {@code /converse-stream}. A credential given as text
 * is an API key of Bedrock, a bearer token. Source: Amazon Bedrock API Reference, "Converse".
 */
public final class BedrockRequests implements RequestPrinter {
  public static final String DIALECT = "bedrock";

  private static final Set<Field> EXPRESSED =
      Set.copyOf(
          EnumSet.of(
              Field.MAX_TOKENS,
              Field.STOP,
              Field.TEMPERATURE,
              Field.TOP_P,
              Field.TOP_K,
              Field.PARALLEL_TOOL_CALLS,
              Field.TOOLS,
              Field.TOOL_CHOICE,
              Field.RESPONSE_FORMAT,
              Field.THINKING,
              Field.IMAGE,
              Field.DOCUMENT,
              Field.DOCUMENT_CONTEXT,
              Field.CITATIONS,
              Field.REASONING,
              Field.CACHE_MARK,
              Field.TOOL_ERROR));

  /** The whole API, both ways. */
  public static final ProviderApi API =
      new ProviderApi(
          DIALECT,
          new BedrockRequests(),
          new BedrockResponses(),
          BedrockStream::new,
          new BedrockErrors());

  @Override
  public Set<Field> expresses() {
    return EXPRESSED;
  }

  /** Claude's thoughts are sealed the same everywhere. Source: Anthropic, "Thinking encryption". */
  @Override
  public Set<String> kinSeals() {
    return Set.of(BedrockSeals.OF_CLAUDE);
  }

  /** Guardrails and the like, which are the caller's choice and nobody else's words. */
  @Override
  public Set<String> ownFields() {
    return Set.of("guardrailConfig", "performanceConfig", "requestMetadata", "serviceTier");
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    BedrockModel model = BedrockModel.of(request.model());
    return ProviderRequest.of(
        "/model/%s/%s"
            .formatted(model.segment(), request.stream() ? "converse-stream" : "converse"),
        new Headers(),
        body(request, model, site, losses));
  }

  private static ObjectNode body(
      ChatRequest request, BedrockModel model, Site site, Losses losses) {
    ObjectNode body = JsonTrees.object();
    BedrockBlocks blocks = new BedrockBlocks(model, new BedrockMedia(losses), losses);
    new BedrockMessages(blocks).print(request.messages(), body);
    new BedrockTools(request, blocks).print(body);
    new BedrockSettings(request, model, site, losses).print(body);
    format(request.format(), body, losses);
    request.extras().into(body, DIALECT);
    return body;
  }

  /** Source: Amazon Bedrock API Reference, "OutputConfig"; the schema is a text there. */
  private static void format(@Nullable OutputFormat format, ObjectNode body, Losses losses) {
    switch (format) {
      case OutputFormat.Schema schema -> {
        ObjectNode text = body.putObject("outputConfig").putObject("textFormat");
        ObjectNode printed =
            text.put("type", "json_schema").putObject("structure").putObject("jsonSchema");
        printed.put("schema", schema.schema().toString());
        if (schema.name() != null) {
          printed.put("name", schema.name());
        }
        if (schema.description() != null) {
          printed.put("description", schema.description());
        }
      }
      case OutputFormat.AnyJson _, OutputFormat.Other _ ->
          losses.lose(Field.RESPONSE_FORMAT, "response_format");
      case OutputFormat.Free _ -> {}
      case null -> {}
    }
  }
}
