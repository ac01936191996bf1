package io.crossfade.server.frontend.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does with each call what the test says, and lets the test wait for what happens to it. */
public final class Scripted implements Service {
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final Consumer<Scripted> script;
  private final CompletableFuture<Scripted> served = new CompletableFuture<>();
  private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  private volatile @Nullable Call call;
  private volatile @Nullable ResponseSink sink;

  public Scripted(Consumer<Scripted> script) {
    this.script = script;
  }

  @Override
  public void serve(Call served, ResponseSink to) {
    call = served;
    sink = to;
    served.origin().cancellation().onCancel(() -> cancelled.complete(true));
    script.accept(this);
    this.served.complete(this);
  }

  public Call call() {
    return Objects.requireNonNull(call);
  }

  public ResponseSink sink() {
    return Objects.requireNonNull(sink);
  }

  public Scripted head(int status, String type, long length) {
    sink().head(new ResponseHead(status, Headers.of("content-type", type), length));
    return this;
  }

  public Scripted piece(String text) {
    sink().body(Unpooled.copiedBuffer(text, ISO_8859_1), () -> {});
    return this;
  }

  public void end(Ending ending) {
    sink().end(ending);
  }

  /** Waits until a call was served. */
  public Scripted awaitCall() throws Exception {
    return served.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until the caller's going was noticed. */
  public boolean awaitCancel() throws Exception {
    return cancelled.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
  }

  public boolean wasCancelled() {
    return cancelled.isDone();
  }
}
