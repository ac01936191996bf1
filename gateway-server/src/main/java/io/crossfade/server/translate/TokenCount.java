package io.crossfade.server.translate;

import static io.crossfade.core.chat.Usage.orZero;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/** Tokens of a streamed answer, as its provider tells them and as its text shows. */
public final class TokenCount {
  /** English text has about four characters to a token. */
  private static final int CHARS_PER_TOKEN = 4;

  private io.crossfade.core.chat.Usage told = io.crossfade.core.chat.Usage.UNKNOWN;
  private long chars;

  /** What the provider says in the hub's words, for the books. */
  public static Usage of(io.crossfade.core.chat.Usage usage) {
    if (usage.input() == null && usage.output() == null) {
      return Usage.MISSING;
    }
    return new Usage(
        Usage.Source.REPORTED,
        orZero(usage.input()),
        orZero(usage.output()),
        orZero(usage.cacheRead()),
        orZero(usage.cacheWrite()),
        orZero(usage.reasoning()),
        0,
        0);
  }

  /** What a provider says of a call for vectors, for the books. */
  static Usage ofVectors(@Nullable Long tokens) {
    return tokens == null
        ? Usage.MISSING
        : new Usage(Usage.Source.REPORTED, tokens, 0, 0, 0, 0, 0, 0);
  }

  public void note(ChatEvent event) {
    switch (event) {
      case ChatEvent.Started started -> told = told.revisedBy(started.usage());
      case ChatEvent.Counted counted -> told = told.revisedBy(counted.usage());
      case ChatEvent.Delta(int _, int _, Piece.Words words) -> chars += words.text().length();
      case ChatEvent.Delta(int _, int _, Piece.Arguments(String json)) -> chars += json.length();
      default -> {}
    }
  }

  /** The tokens told so far; {@link Usage#MISSING} when none were. */
  public Usage told() {
    return of(told);
  }

  /** Tokens of the answer that have come, guessed. */
  public long seen() {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }
}
