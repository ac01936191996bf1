package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.netty.buffer.ByteBuf;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Takes thoughts of other providers out of a call that else passes as it is: this gateway gave them
 * to the caller while another provider answered him, and his own refuses seals it has not made.
 */
public final class ForeignThoughts {
  private static final byte[] MARK = ("\"" + Signature.FOREIGN).getBytes(US_ASCII);

  private ForeignThoughts() {}

  /**
   * The body without them, or null when there are none.
   *
   * @param body of a call of that path; neither moved nor released
   */
  public static @Nullable ObjectNode without(Endpoint endpoint, ByteBuf body) {
    String list = list(endpoint.kind());
    return list != null
            && marked(body)
            && JsonTrees.object(body) instanceof Result.Ok<ObjectNode>(ObjectNode tree)
            && removed(tree.path(list))
        ? tree
        : null;
  }

  /** The field that holds a conversation in which callers return thoughts; null where none does. */
  private static @Nullable String list(Endpoint.Kind kind) {
    return switch (kind) {
      case RESPONSES -> "input";
      case MESSAGES -> "messages";
      default -> null;
    };
  }

  /** Looks for a full stop first, which base64 has not. */
  private static boolean marked(ByteBuf body) {
    int last = MARK.length - 1;
    int end = body.writerIndex();
    int at = body.indexOf(body.readerIndex(), end, MARK[last]);
    while (at >= 0) {
      if (at - last >= body.readerIndex() && matches(body, at - last)) {
        return true;
      }
      at = body.indexOf(at + 1, end, MARK[last]);
    }
    return false;
  }

  private static boolean matches(ByteBuf body, int from) {
    for (int at = 0; at < MARK.length; at++) {
      if (body.getByte(from + at) != MARK[at]) {
        return false;
      }
    }
    return true;
  }

  /** Takes them out of a list, and messages that held nothing else with them. */
  private static boolean removed(JsonNode list) {
    boolean any = false;
    for (Iterator<JsonNode> items = list.iterator(); items.hasNext(); ) {
      JsonNode item = items.next();
      boolean inside = item.path("content") instanceof ArrayNode content && removed(content);
      any |= inside;
      if (isForeign(item) || (inside && item.path("content").isEmpty())) {
        items.remove();
        any = true;
      }
    }
    return any;
  }

  private static boolean isForeign(JsonNode item) {
    return switch (item.path("type").asText()) {
      case "reasoning" -> sealed(item.path("encrypted_content"));
      case "thinking" -> sealed(item.path("signature"));
      case "redacted_thinking" -> sealed(item.path("data"));
      default -> false;
    };
  }

  private static boolean sealed(JsonNode seal) {
    return seal.asText().startsWith(Signature.FOREIGN);
  }
}
