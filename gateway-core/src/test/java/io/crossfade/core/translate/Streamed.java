package io.crossfade.core.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Stamp;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * A provider's stream on its way to a caller; a failure is printed as a comment. Its end is told
 * where it finished and the provider has no end mark, as the gateway does.
 */
final class Streamed {
  static final Stamp STAMP = new Stamp("the-calls-id", "the-model-asked", 1_750_000_000L);

  private final ProviderStream stream;
  private final EventPrinter printer;
  private boolean endDue;

  private Streamed(ProviderStream stream, EventPrinter printer) {
    this.stream = stream;
    this.printer = printer;
  }

  static Streamed of(ProviderApi api, ChatWire wire, ChatRequest asked) {
    return new Streamed(
        api.streams().get(), wire.streams().of(asked, new Losses("caller", LossPolicy.TABLE)));
  }

  /** What the caller gets when the bytes come {@code size} at a time. */
  String through(byte[] bytes, int size) {
    ByteBuf out = Unpooled.buffer();
    for (int at = 0; at < bytes.length; at += size) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      stream.piece(Unpooled.wrappedBuffer(piece), event -> print(event, out));
    }
    stream.end(event -> print(event, out));
    stream.release();
    if (endDue) {
      printer.print(new ChatEvent.Ended(), out);
    }
    return out.toString(UTF_8);
  }

  private void print(ChatEvent event, ByteBuf out) {
    endDue |= event instanceof ChatEvent.Finished;
    endDue &= !(event instanceof ChatEvent.Ended || event instanceof ChatEvent.Failed);
    switch (event) {
      case ChatEvent.Failed(var fault) ->
          out.writeCharSequence(": failed " + fault.kind() + " " + fault.message() + "\n\n", UTF_8);
      case ChatEvent.Started started -> printer.print(started.stamped(STAMP), out);
      default -> printer.print(event, out);
    }
  }
}
