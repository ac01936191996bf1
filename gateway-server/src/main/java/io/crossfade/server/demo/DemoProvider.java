package io.crossfade.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A provider that speaks OpenAI's wire on a loopback port and streams like a real one, with faults
 * that can be switched on while it runs.
 */
final class DemoProvider implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Voice voice;
  private volatile Fault fault = Fault.NONE;

  /** What can go wrong. */
  enum Fault {
    NONE,
    /** Answers 503 to everything. */
    DOWN
  }

  /**
   * How the provider talks.
   *
   * @param words what it says, a token each
   * @param firstTokenMillis typical wait for the first token
   * @param tokenMillis typical wait between tokens
   */
  record Voice(List<String> words, int firstTokenMillis, int tokenMillis) {}

  DemoProvider(Voice voice) throws IOException {
    this.voice = voice;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(workers);
    server.start();
  }

  /** As the configuration file wants it. */
  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  void fail(Fault from) {
    fault = from;
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      if (fault == Fault.DOWN) {
        refuse(exchange);
      } else if (request.path("stream").asBoolean()) {
        stream(exchange, request.path("model").asText());
      } else {
        whole(exchange, request.path("model").asText());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    String error =
        """
        {"error":{"message":"The engine is currently overloaded, please try again later",\
        "type":"server_error","param":null,"code":"overloaded"}}\
        """;
    send(exchange, 503, error);
  }

  private void whole(HttpExchange exchange, String model) throws IOException, InterruptedException {
    pause(voice.firstTokenMillis() + voice.tokenMillis() * voice.words().size() / 4);
    send(
        exchange,
        200,
        """
        {"id":"chatcmpl-demo","object":"chat.completion","created":0,"model":"%s","choices":[\
        {"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21}}\
        """
            .formatted(model, String.join(" ", voice.words())));
  }

  private void stream(HttpExchange exchange, String model)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("content-type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    event(out, model, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
    pause(voice.firstTokenMillis());
    for (String word : voice.words()) {
      event(out, model, "{\"content\":\"" + word + " \"}", "null");
      pause(voice.tokenMillis());
    }
    event(out, model, "{}", "\"stop\"");
    out.write("data: [DONE]\n\n".getBytes(UTF_8));
  }

  private static void event(OutputStream out, String model, String delta, String finish)
      throws IOException {
    out.write(
        """
        data: {"id":"chatcmpl-demo","object":"chat.completion.chunk","created":0,"model":"%s",\
        "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

        """
            .formatted(model, delta, finish)
            .getBytes(UTF_8));
    out.flush();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Waits about so long: models do not tick like clocks. */
  private static void pause(int typicalMillis) throws InterruptedException {
    double factor = 0.6 + ThreadLocalRandom.current().nextDouble() * 0.8;
    Thread.sleep(Math.round(typicalMillis * factor));
  }
}
