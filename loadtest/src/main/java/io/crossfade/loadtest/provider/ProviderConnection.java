package io.crossfade.loadtest.provider;

import io.crossfade.loadtest.http.Head;
import io.crossfade.loadtest.http.MessageReader;
import io.crossfade.loadtest.http.Prompt;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection to a provider; its clock starts a stream's events, nothing else. */
final class ProviderConnection extends ChannelInboundHandlerAdapter
    implements MessageReader.Listener {
  private final MessageReader reader = new MessageReader(this);
  private final Fingerprint body = new Fingerprint();
  private final Answers answers;
  private final Map<Long, Prompt> known;
  private final Supplier<LoadProvider.Pace> paces;
  private @Nullable ChannelHandlerContext context;

  ProviderConnection(Answers answers, Map<Long, Prompt> known, Supplier<LoadProvider.Pace> paces) {
    this.answers = answers;
    this.known = known;
    this.paces = paces;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    reader.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    reader.read((ByteBuf) message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    var _ = from.close();
  }

  @Override
  public void head(Head head) {}

  @Override
  public void body(ByteBuf in, int index, int length) {
    body.add(in, index, length);
  }

  @Override
  public void end() {
    Prompt prompt = known.get(body.take());
    if (prompt == null) {
      send(answers.unknown());
    } else if (prompt.stream()) {
      LoadProvider.Pace pace = paces.get();
      send(answers.streamHead());
      event(pace, 0, System.nanoTime());
    } else {
      send(answers.whole());
    }
  }

  /** Sends an event when it is due; the next one is due by the plan, however late this one was. */
  private void event(LoadProvider.Pace pace, int number, long dueNanos) {
    if (number == pace.events()) {
      send(answers.streamEnd());
      return;
    }
    ChannelHandlerContext to = context();
    if (!to.channel().isActive()) {
      return;
    }
    long now = System.nanoTime();
    send(answers.event(to.alloc(), number, now));
    long next = dueNanos + pace.gapNanos();
    var _ =
        to.executor()
            .schedule(() -> event(pace, number + 1, next), next - now, TimeUnit.NANOSECONDS);
  }

  private void send(ByteBuf bytes) {
    var _ = context().writeAndFlush(bytes, context().voidPromise());
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "set before anything is read");
  }
}
