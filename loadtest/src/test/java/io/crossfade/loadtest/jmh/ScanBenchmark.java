package io.crossfade.loadtest.jmh;

import io.crossfade.core.fault.Result;
import io.crossfade.core.json.BodyScanner;
import io.crossfade.loadtest.http.Prompt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding model and stream flag in a body, with every check of strictness on. */
@State(Scope.Thread)
public class ScanBenchmark {
  @Param({"1200", "30000", "300000"})
  private int bytes;

  private ByteBuf body = PooledByteBufAllocator.DEFAULT.directBuffer();

  /** Fills the body. */
  @Setup
  public void fill() {
    body = body.writeBytes(new Prompt(bytes, true).body(Prompt.CONTROL_MODEL));
  }

  /** One body. */
  @Benchmark
  public Result<?> scan() {
    return BodyScanner.scan(body);
  }
}
