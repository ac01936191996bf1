package io.crossfade.server.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.fault.Plant;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.Hold;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The candidate's packets vanish: before a connection, between two calls, within a stream; and
 * after each the network heals. One caller, whose calls share one pool. Changes the rules of the
 * network it runs in.
 */
final class BlackHole {
  static final String DONE = "the network has healed";

  private static final String CHAT = "/v1/chat/completions";
  private static final Speech OLD = new Speech("old", 1);
  private static final Speech NEXT = new Speech("next", 2);

  private final FakeProvider old = new FakeProvider(OLD.whole(false));
  private final FakeProvider next = new FakeProvider(NEXT.whole(false));

  private BlackHole() {}

  /** Runs the story in the folder named first; ends with an error where it goes wrong. */
  public static void main(String[] arguments) throws IOException {
    run("ip", "link", "set", "lo", "up");
    BlackHole hole = new BlackHole();
    try (Plant plant = new Plant(Path.of(arguments[0]), hole.yaml());
        RawClient caller = plant.caller()) {
      hole.beforeConnect(caller);
      hole.betweenCalls(caller);
      hole.withinStream(caller);
    }
    System.out.println(DONE);
    System.exit(0);
  }

  private String yaml() {
    return """
    providers:
      old: {type: openai-compatible, base_url: "%s/v1"}
      next: {type: openai-compatible, base_url: "%s/v1", retries: {max: 0}, circuit: off,
             timeouts: {connect: 500ms, first_byte: 2s, idle: 1s}}
    migrations:
      - {name: rescued, from: old/rescued, to: next/m2, split: 100%%, rollback: {mode: manual}}
      - {name: alone, from: old/alone, to: next/m2, split: 100%%, fallback: none,
         rollback: {mode: manual}}
    """
        .formatted(old.url(), next.url());
  }

  private void beforeConnect(RawClient caller) throws IOException {
    drop();
    answers(ask(caller, "rescued"), OLD);
    late(ask(caller, "alone"));
    assertThat(next.connections()).isZero();
    heal();
    answers(ask(caller, "alone"), NEXT);
  }

  /** The pooled connection looks well and is dead; nobody knows before the answer is late. */
  private void betweenCalls(RawClient caller) throws IOException {
    drop();
    answers(ask(caller, "rescued"), OLD);
    heal();
    answers(ask(caller, "rescued"), NEXT);
    assertThat(next.connections()).isEqualTo(2);
  }

  private void withinStream(RawClient caller) throws IOException {
    Hold hold = new Hold();
    next.script(NEXT.begun().hold(hold).chunk(": too late\n\n").lastChunk());
    RawClient _ = caller.post(CHAT, question("rescued", true));
    hold.awaitReached();
    drop();
    hold.release();
    String text = caller.read().text();
    assertThat(text).startsWith(NEXT.opening()).endsWith("\"code\":\"provider_timeout\"}}\n\n");
    assertThat(text).doesNotContain("[DONE]", "too late");
    heal();
    next.script(NEXT.whole(false));
    answers(ask(caller, "rescued"), NEXT);
  }

  private static RawResponse ask(RawClient caller, String model) {
    return caller.post(CHAT, question(model, false)).read();
  }

  private static String question(String model, boolean stream) {
    return "{\"model\":\"%s\",\"stream\":%b,\"messages\":[]}".formatted(model, stream);
  }

  private static void answers(RawResponse answer, Speech speech) {
    assertThat(answer.text()).isEqualTo(speech.json());
    assertThat(answer.header("x-crossfade-arm")).isEqualTo("candidate");
    assertThat(answer.header("x-crossfade-provider")).isEqualTo(speech.provider());
  }

  private static void late(RawResponse answer) {
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.json().path("error").path("code").asText()).isEqualTo("provider_timeout");
  }

  private void drop() throws IOException {
    int port = next.address().getPort();
    run("nft", "add table inet hole");
    run("nft", "add chain inet hole in { type filter hook input priority 0 ; }");
    run("nft", "add rule inet hole in tcp dport %d drop".formatted(port));
    run("nft", "add rule inet hole in tcp sport %d drop".formatted(port));
  }

  private static void heal() throws IOException {
    run("nft", "delete table inet hole");
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }
}
