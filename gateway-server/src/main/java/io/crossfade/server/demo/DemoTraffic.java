package io.crossfade.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application that never stops asking, one question every so often, every other one streamed.
 */
final class DemoTraffic implements AutoCloseable {
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client;
  private final URI chat;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  DemoTraffic(URI gateway) {
    this.chat = gateway.resolve("/v1/chat/completions");
    this.client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(workers).build();
  }

  void start(int perSecond) {
    long nanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ = clock.scheduleAtFixedRate(this::ask, 0, nanos, TimeUnit.NANOSECONDS);
  }

  /** Questions the application got a good answer to. */
  long answered() {
    return answered.get();
  }

  /** Questions the application got an error for. */
  long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.shutdownNow();
    workers.shutdownNow();
  }

  private void ask() {
    long number = asked.incrementAndGet();
    workers.execute(() -> ask(number));
  }

  private void ask(long number) {
    String body =
        """
        {"model":"gpt-4o","stream":%s,"messages":[{"role":"user","content":"Question %d?"}]}\
        """
            .formatted(number % 2 == 0, number);
    HttpRequest request =
        HttpRequest.newBuilder(chat)
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      (answer.statusCode() == 200 ? answered : failed).incrementAndGet();
    } catch (IOException e) {
      failed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
