package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A request in the provider's form, always a {@code POST}.
 *
 * @param target path, and query if any, below the provider's base URL; starts with a slash
 * @param fields beyond {@code content-type: application/json} and the credential
 * @param body JSON on the heap, which needs no release
 */
public record ProviderRequest(String target, Headers fields, ByteBuf body) {

  public static ProviderRequest of(String target, Headers fields, JsonNode body) {
    return new ProviderRequest(
        target, fields, Unpooled.wrappedBuffer(JsonTrees.bytes(body)).asReadOnly());
  }
}
