package io.crossfade.core.embedding;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors as a provider gave them.
 *
 * @param vectors JSON lists of numbers, one for each text in its order: slices of the provider's
 *     body that live as long as it does
 * @param tokens spent, or null when the provider does not say
 */
public record EmbeddingResponse(List<ByteBuf> vectors, @Nullable Long tokens) {
  public EmbeddingResponse {
    vectors = List.copyOf(vectors);
  }
}
