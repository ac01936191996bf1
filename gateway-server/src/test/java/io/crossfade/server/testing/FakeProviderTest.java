package io.crossfade.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The equipment itself: a fake that lies about what it did makes every test above it worthless. */
final class FakeProviderTest {

  @Test
  void json_oneConnection_answersEachRequestInTurn() {
    try (var provider = new FakeProvider(request -> Answer.json(200, "[" + request.text() + "]"));
        var client = RawClient.to(provider.address())) {
      assertThat(client.post("/v1/a?b=c", "1", "x-name: Wert").read().text()).isEqualTo("[1]");
      assertThat(client.post("/v1/a", "2").read().json().get(0).asInt()).isEqualTo(2);
      SeenRequest first = provider.awaitRequest(0);
      assertThat(first.target()).isEqualTo("/v1/a?b=c");
      assertThat(first.headers().get("x-name")).isEqualTo("Wert");
      assertThat(provider.requests()).extracting(SeenRequest::connection).containsExactly(0, 0);
      first.awaitAnswered();
    }
  }

  @Test
  void sse_heldEvent_waitsForTheTest() {
    Hold hold = new Hold();
    Answer answer = Answer.stream().event("Grüße").hold(hold).event("end", "[DONE]").lastChunk();
    try (var provider = new FakeProvider(answer);
        var client = RawClient.to(provider.address())) {
      assertThat(client.post("/", "{}").readHead().status()).isEqualTo(200);
      SseReader events = client.events();
      assertThat(events.next()).isEqualTo("data: Grüße");
      hold.awaitReached();
      hold.release();
      assertThat(events.toEnd()).containsExactly("event: end\ndata: [DONE]");
      assertThat(events.unfinished()).isEmpty();
    }
  }

  @Test
  void hang_clientLeaves_requestIsAbandoned() {
    try (var provider = new FakeProvider(Answer.hang())) {
      try (var client = RawClient.to(provider.address())) {
        client.post("/", "{}");
        assertThat(provider.awaitRequest(0).isAbandoned()).isFalse();
      }
      provider.awaitRequest(0).awaitAbandoned();
      Await.until(() -> provider.openConnections() == 0);
    }
  }

  @Test
  void close_insideAnEvent_bodyIsCutShort() {
    Answer answer = Answer.stream().chunk("data: ha").close();
    try (var provider = new FakeProvider(answer);
        var client = RawClient.to(provider.address())) {
      assertThatThrownBy(() -> client.post("/", "{}").read())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the connection closed");
    }
  }

  @Test
  void reset_beforeHead_nothingArrives() {
    try (var provider = new FakeProvider(Answer.garbage("").reset());
        var client = RawClient.to(provider.address())) {
      assertThat(client.post("/", "{}").rest()).isEmpty();
    }
  }

  @Test
  void pipelined_heldFirstAnswer_keepsTheOrder() {
    Hold hold = new Hold();
    try (var provider =
            new FakeProvider(
                request ->
                    request.text().equals("1")
                        ? Answer.stream().hold(hold).chunk("1").lastChunk()
                        : Answer.json(200, "2"));
        var client = RawClient.to(provider.address())) {
      client.post("/", "1").post("/", "2");
      hold.awaitReached();
      hold.release();
      assertThat(client.read().text()).isEqualTo("1");
      assertThat(client.read().text()).isEqualTo("2");
    }
  }

  @Test
  void gatewayClient_streams_linesAsTheyCome() {
    try (var provider = new FakeProvider(Answer.sse("a", "[DONE]"));
        var client = new GatewayClient(provider.url())) {
      assertThat(client.stream("/v1/chat/completions", "{}").body())
          .containsExactly("data: a", "", "data: [DONE]", "");
    }
  }
}
