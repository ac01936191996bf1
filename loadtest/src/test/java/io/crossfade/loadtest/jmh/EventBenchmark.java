package io.crossfade.loadtest.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.StreamReader;
import io.crossfade.core.wire.StreamReaders;
import io.crossfade.core.wire.Wire;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.http.Script;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One event of a stream, cut out of what was read and understood. */
@State(Scope.Thread)
public class EventBenchmark {
  private final ByteBuf content = content();
  private final EventCutter cutter = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
  private final StreamReader reader =
      StreamReaders.of(
          new Endpoint(Endpoint.Kind.CHAT_COMPLETIONS, Wire.OPENAI, null), BodyFacts.NONE);

  /** One content event that came in one piece. */
  @Benchmark
  public StreamReader.Sign event() {
    cutter.add(content.retainedDuplicate());
    cutter.next();
    StreamReader.Sign sign = reader.read(cutter.name(), cutter.data());
    cutter.take().release();
    return sign;
  }

  private static ByteBuf content() {
    Script script = new Script(Prompt.CONTROL_MODEL);
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
    bytes.writeBytes(script.eventStart());
    bytes.writeBytes(" word".getBytes(US_ASCII));
    return Unpooled.unreleasableBuffer(bytes.writeBytes(script.eventEnd()));
  }
}
