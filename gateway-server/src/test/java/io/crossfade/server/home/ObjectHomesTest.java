package io.crossfade.server.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.netty.util.LeakPresenceDetector;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An id made by one arm of a migration goes back to that arm, whoever asks which replica. */
final class ObjectHomesTest {
  private static final String RESPONSES = "/v1/responses";
  private static final String ASK = "{\"model\":\"gpt-4o\",\"input\":\"Hi\"}";

  private final Keeper old = new Keeper("old");
  private final Keeper next = new Keeper("next");
  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = Story.of(folder, "split: 50%");
    story.old.script(old);
    story.next.script(next);
  }

  @AfterEach
  void close() {
    story.close();
    LeakPresenceDetector.check();
  }

  @ParameterizedTest
  @CsvSource({"control, old", "candidate, next"})
  void object_madeByOneArm_isAskedForThereAlone(String arm, String provider) {
    String id = made(arm, ASK);
    FakeProvider other = provider.equals("old") ? story.next : story.old;
    int before = other.requests().size();
    assertBy(provider, send("GET", RESPONSES + "/" + id, ""));
    assertBy(provider, send("GET", RESPONSES + "/" + id + "/input_items?limit=5", ""));
    assertBy(provider, send("POST", RESPONSES + "/" + id + "/cancel", "{}"));
    assertBy(provider, send("DELETE", RESPONSES + "/" + id, ""));
    assertThat(other.requests()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"control", "candidate"})
  void previousResponse_anyBucket_staysWithItsArm(String arm) {
    String id = made(arm, ASK.replace("}", ",\"stream\":true}"));
    for (int call = 0; call < 20; call++) {
      RawResponse answer = ask(story.address(), continuing(id), "x-request-id: call-" + call);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-arm")).isEqualTo(arm);
      assertThat(answer.header("x-crossfade-fallback")).isNull();
    }
  }

  @Test
  void file_inAChatsBody_drawsItToWhereItIs() {
    String id = send("POST", "/v1/files", "{\"purpose\":\"user_data\"}").json().path("id").asText();
    assertThat(old.kept()).containsExactly(id);
    String chat =
        """
        {"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"file",\
        "file":{"file_id":"%s"}}]}]}\
        """
            .formatted(id);
    for (int call = 0; call < 20; call++) {
      RawResponse answer = story.ask(chat, "x-request-id: call-" + call);
      assertThat(answer.header("x-crossfade-arm")).isEqualTo("control");
    }
  }

  @Test
  void object_afterARestart_isStillKnown() {
    String id = made("candidate", ASK);
    story.stop();
    story.start();
    int before = story.old.requests().size();
    assertBy("next", send("GET", RESPONSES + "/" + id, ""));
    assertThat(story.old.requests()).hasSize(before);
  }

  @Test
  void object_madeThroughAnotherReplica_isFoundByAsking() throws StartFailure {
    String id = made("candidate", ASK);
    try (Gateway replica = replica()) {
      int before = story.old.requests().size();
      assertBy("next", send(replica.dataAddress(), "GET", RESPONSES + "/" + id, ""));
      assertThat(story.old.requests()).hasSize(before + 1);
      for (int call = 0; call < 20; call++) {
        RawResponse answer =
            ask(replica.dataAddress(), continuing(id), "x-request-id: call-" + call);
        assertThat(answer.json().path("by").asText()).isEqualTo("next");
      }
      assertThat(story.old.requests()).as("learnt from the first answer").hasSize(before + 1);
    }
  }

  @Test
  void previousResponse_unknownToAReplica_isContinuedWhereItIs() throws StartFailure {
    try (Gateway replica = replica()) {
      for (int call = 0; call < 10; call++) {
        String id = next.make("resp_");
        RawResponse answer =
            ask(replica.dataAddress(), continuing(id), "x-request-id: call-" + call);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("by").asText()).isEqualTo("next");
      }
    }
  }

  @Test
  void object_thatNobodyKeeps_isRefusedInTheFirstOnesWords() {
    RawResponse answer = send("GET", RESPONSES + "/resp_gone7", "");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("No object with id 'resp_gone7' found.");
    assertThat(answer.header("x-crossfade-provider")).isEqualTo("old");
    assertThat(story.next.requests()).as("the other was asked as well").hasSize(1);
  }

  @Test
  void object_whileItsHomeIsDown_isNotSaidToBeGone() {
    next.make("resp_");
    story.next.stop();
    assertThat(send("GET", RESPONSES + "/resp_next0", "").status()).isEqualTo(503);
    story.next.restart();
    assertBy("next", send("GET", RESPONSES + "/resp_next0", ""));
  }

  @Test
  void rollback_callsThatContinueTheCandidates_askTheControlFirst() {
    String id = made("candidate", ASK);
    story.admin().act("move", "rollback");
    int before = story.old.requests().size();
    assertThat(ask(story.address(), continuing(id)).json().path("by").asText()).isEqualTo("next");
    assertThat(story.old.requests()).hasSize(before + 1);
  }

  @Test
  void explain_objectAtHome_saysSo() {
    String id = made("candidate", ASK);
    assertThat(
            ask(story.address(), continuing(id), "x-crossfade-explain: 1")
                .header("x-crossfade-explain"))
        .contains("refers to an object that next keeps");
  }

  private Gateway replica() throws StartFailure {
    Path data = folder.resolve("replica");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return Gateway.start(new GatewayOptions(story.file, data, Map.of(), nowhere, 1));
  }

  private String made(String arm, String body) {
    int before = old.kept().size() + next.kept().size();
    assertThat(ask(story.address(), body, "x-crossfade-arm: " + arm).status()).isEqualTo(200);
    assertThat(old.kept().size() + next.kept().size()).isEqualTo(before + 1);
    Keeper keeper = arm.equals("control") ? old : next;
    return keeper.kept().stream().toList().getLast();
  }

  private static String continuing(String id) {
    return ASK.replace("}", ",\"previous_response_id\":\"" + id + "\"}");
  }

  private static void assertBy(String provider, RawResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("by").asText()).isEqualTo(provider);
  }

  private static RawResponse ask(InetSocketAddress gateway, String body, String... fields) {
    try (RawClient client = RawClient.to(gateway)) {
      return client.post(RESPONSES, body, fields).read();
    }
  }

  private RawResponse send(String method, String target, String body) {
    return send(story.address(), method, target, body);
  }

  private static RawResponse send(
      InetSocketAddress gateway, String method, String target, String body) {
    String fields =
        body.isEmpty()
            ? ""
            : "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n";
    try (RawClient client = RawClient.to(gateway)) {
      return client
          .send(
              "%s %s HTTP/1.1\r\nhost: gateway\r\n%s\r\n%s".formatted(method, target, fields, body))
          .read();
    }
  }
}
