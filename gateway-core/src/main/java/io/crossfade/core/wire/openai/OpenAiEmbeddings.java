package io.crossfade.core.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.embedding.EmbeddingRequest;
import io.crossfade.core.embedding.EmbeddingRequest.Lost;
import io.crossfade.core.embedding.EmbeddingResponse;
import io.crossfade.core.embedding.Numbers;
import io.crossfade.core.embedding.Purpose;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and prints {@code POST /v1/embeddings}. Source: OpenAI API reference, "Create embeddings";
 * {@code input_type} is no field of OpenAI's but what others' SDKs put there.
 */
public final class OpenAiEmbeddings {
  private static final Set<String> KNOWN =
      Set.of("model", "input", "dimensions", "encoding_format", "input_type", "user");

  private OpenAiEmbeddings() {}

  /** The request, or {@link FaultKind#MALFORMED_REQUEST} for one that OpenAI would not take. */
  public static Result<EmbeddingRequest> read(ObjectNode body) {
    JsonNode input = body.path("input");
    Set<Lost> lost = new HashSet<>();
    List<String> texts = texts(input);
    if (texts == null && !isTokens(input)) {
      return Result.err(malformed("input", "neither texts nor tokens"));
    }
    String format = body.path("encoding_format").asText("float");
    if (!format.equals("float") && !format.equals("base64")) {
      return Result.err(malformed("encoding_format", "neither float nor base64"));
    }
    if (texts == null) {
      lost.add(new Lost(Field.INPUT_TOKENS, Field.INPUT_TOKENS.label()));
    }
    Purpose purpose = purpose(body.path("input_type"), lost);
    foreign(body, lost);
    JsonNode dimensions = body.path("dimensions");
    return Result.ok(
        new EmbeddingRequest(
            body.path("model").asText(),
            texts == null ? List.of() : texts,
            dimensions.isInt() ? Integer.valueOf(dimensions.asInt()) : null,
            purpose,
            format.equals("base64"),
            lost));
  }

  private static @Nullable List<String> texts(JsonNode input) {
    if (input.isTextual()) {
      return List.of(input.asText());
    }
    List<String> texts = new ArrayList<>(input.size());
    for (JsonNode each : input) {
      if (!each.isTextual()) {
        return null;
      }
      texts.add(each.asText());
    }
    return texts.isEmpty() ? null : texts;
  }

  private static boolean isTokens(JsonNode input) {
    JsonNode first = input.path(0);
    return input.isArray() && (first.isInt() || first.path(0).isInt());
  }

  private static @Nullable Purpose purpose(JsonNode word, Set<Lost> lost) {
    Purpose purpose = word.isTextual() ? Purpose.of(word.asText()).orElse(null) : null;
    if (purpose == null && !word.isMissingNode() && !word.isNull()) {
      lost.add(new Lost(Field.INPUT_TYPE, Field.INPUT_TYPE.label()));
    }
    return purpose;
  }

  private static void foreign(ObjectNode body, Set<Lost> lost) {
    if (body.hasNonNull("user")) {
      lost.add(new Lost(Field.USER, Field.USER.label()));
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                lost.add(new Lost(Field.UNKNOWN, name));
              }
            });
  }

  /** The answer; no number of it is read unless the caller asked for base64. */
  public static ByteBuf print(EmbeddingResponse response, EmbeddingRequest asked) {
    ByteBuf out = Unpooled.buffer();
    out.writeCharSequence("{\"object\":\"list\",\"data\":[", UTF_8);
    for (int at = 0; at < response.vectors().size(); at++) {
      String comma = at == 0 ? "" : ",";
      out.writeCharSequence(
          "%s{\"object\":\"embedding\",\"index\":%d,\"embedding\":".formatted(comma, at), UTF_8);
      if (asked.base64()) {
        Numbers.base64(response.vectors().get(at), out);
      } else {
        Numbers.list(response.vectors().get(at), out);
      }
      out.writeByte('}');
    }
    long tokens = response.tokens() == null ? 0 : response.tokens();
    out.writeCharSequence(
        "],\"model\":%s,\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%<d}}"
            .formatted(TextNode.valueOf(asked.model()), tokens),
        UTF_8);
    return out;
  }

  private static Fault malformed(String field, String what) {
    return Fault.of(
            FaultKind.MALFORMED_REQUEST,
            "'%s' is %s".formatted(field, what),
            "request body",
            "write it as OpenAI's API reference says")
        .withParam(field);
  }
}
