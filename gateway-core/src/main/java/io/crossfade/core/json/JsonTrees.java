package io.crossfade.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Documents as trees, for the paths that must change them. Numbers keep every digit. Documents on
 * the fast path are read by {@link JsonCursor} instead.
 */
public final class JsonTrees {
  private static final int MAX_DEPTH = 512;
  private static final int MAX_NUMBER_DIGITS = 400;

  /** Bodies are bounded before they come here; pictures are strings of any length within that. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_DIGITS)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonTrees() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads one JSON object.
   *
   * @param bytes from their reader to their writer index; neither moved nor released
   * @return the object, or {@link FaultKind#BAD_RESPONSE}
   */
  public static Result<ObjectNode> object(ByteBuf bytes) {
    try (var in = new ByteBufInputStream(bytes.duplicate())) {
      return JSON.readTree(in) instanceof ObjectNode object
          ? Result.ok(object)
          : Result.err(notAnObject("the text is no JSON object"));
    } catch (IOException e) {
      return Result.err(notAnObject("the text is no JSON document"));
    }
  }

  /** Reads a JSON text of any kind, or null when it is none. */
  public static @Nullable JsonNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The document in UTF-8, without white space. */
  public static byte[] bytes(JsonNode document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fault notAnObject(String what) {
    return Fault.of(FaultKind.BAD_RESPONSE, what, "body", "send one JSON object");
  }
}
