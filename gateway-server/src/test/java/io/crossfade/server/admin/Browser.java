package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.testing.Needs;
import io.crossfade.server.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A Chromium without a window, driven by its DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper JSON = new JsonMapper();

  /** Longer than a loaded machine takes to start a browser. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final StringBuilder partial = new StringBuilder();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Browser(Path profile) throws IOException, InterruptedException {
    String program = Needs.tools("chromium", "chromium-browser", "google-chrome").toString();
    process =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1000,900",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket = http.newWebSocketBuilder().buildAsync(page(port(profile)), this).join();
    for (String domain : new String[] {"Page", "Runtime", "Log"}) {
      send(domain + ".enable", Map.of());
    }
  }

  private static int port(Path profile) throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    Await.until(() -> Files.exists(file) && file.toFile().length() > 1, PATIENCE);
    return Integer.parseInt(Files.readAllLines(file).getFirst());
  }

  private URI page(int port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:%d/json/list".formatted(port));
    HttpRequest request = HttpRequest.newBuilder(list).build();
    JsonNode targets =
        JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    for (JsonNode target : targets) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("the browser has no page: " + targets);
  }

  void open(String url) {
    send("Page.navigate", Map.of("url", url));
  }

  /** The value of a JavaScript expression, as text. */
  String value(String expression) {
    Map<String, ?> asked =
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true);
    return send("Runtime.evaluate", asked).at("/result/value").asText();
  }

  /** Waits for an expression to be true. */
  void await(String expression) {
    try {
      Await.until(() -> value("String(Boolean(" + expression + "))").equals("true"), PATIENCE);
    } catch (AssertionError never) {
      String page = value("document.body ? document.body.innerText : ''");
      throw new AssertionError(
          expression + " never came true; complaints " + complaints + "\n" + page, never);
    }
  }

  /** Types into the focused element, as a keyboard would. */
  void type(String text) {
    send("Input.insertText", Map.of("text", text));
  }

  void press(String key, int code) {
    for (String type : new String[] {"keyDown", "keyUp"}) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "text", "\r"));
    }
  }

  /** What the browser had to say about the page: errors, refused scripts. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    socket.sendText(command.toString(), true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      String message = partial.toString();
      partial.setLength(0);
      read(message);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void read(String message) {
    try {
      JsonNode json = JSON.readTree(message);
      CompletableFuture<JsonNode> answer = waiting.remove(json.path("id").asInt(-1));
      if (answer != null) {
        answer.complete(json.path("result"));
      } else if (json.path("method").asText().equals("Runtime.exceptionThrown")
          || json.at("/params/entry/level").asText().equals("error")) {
        complaints.add(json.path("params").toString());
      }
    } catch (IOException e) {
      complaints.add("no JSON: " + message);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
    http.shutdownNow();
  }
}
