package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderConfig.Http2;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.testing.Await;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that speak HTTP/2: many requests on few connections, and every way they can end. */
final class Http2Test {

  @Test
  void send_oneAfterTheOther_usesOneConnection() {
    try (var server = new FakeHttp2(FakeHttp2.Seen::ok);
        var bench = bench(server)) {
      for (int n = 0; n < 50; n++) {
        assertThat(bench.post("hello " + n).whole()).isEqualTo("200 ok");
      }
      assertThat(server.connections.get()).isOne();
      assertThat(server.requests.get(49).body).hasToString("hello 49");
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  @Test
  void send_head_isMappedAndHasNothingOfHttp1() {
    try (var server = new FakeHttp2(FakeHttp2.Seen::ok);
        var bench = bench(server)) {
      assertThat(bench.post("hello").whole()).isEqualTo("200 ok");
      List<String> fields = new ArrayList<>();
      server
          .requests
          .getFirst()
          .head
          .forEach(field -> fields.add(field.getKey() + "=" + field.getValue()));
      assertThat(fields)
          .containsExactly(
              ":method=POST",
              ":scheme=http",
              ":authority=" + server.url().getAuthority(),
              ":path=/v1/chat?x=1",
              "accept=*/*",
              "content-length=5");
    }
  }

  @Test
  void send_thousandAtOnce_shareFewConnectionsWithinTheProvidersLimit() {
    Http2Settings settings = Http2Settings.defaultSettings().maxConcurrentStreams(100);
    try (var server =
            new FakeHttp2(
                request -> request.stream.eventLoop().execute(request::ok), settings, null);
        var bench = bench(server, 1_000)) {
      List<Reply> replies = new ArrayList<>();
      bench.onLoop(
          () -> {
            for (int n = 0; n < 1_000; n++) {
              replies.add(bench.sendNow("POST", Bench.held("x"), new Reply(true)));
            }
            return replies;
          });
      for (Reply reply : replies) {
        assertThat(reply.whole()).isEqualTo("200 ok");
      }
      assertThat(server.connections.get()).isBetween(1, 12);
      assertThat(server.requests).hasSize(1_000);
    }
  }

  @Test
  void refused_beforeItWasRead_isSentAgain() {
    AtomicBoolean refused = new AtomicBoolean();
    try (var server =
            new FakeHttp2(
                request -> {
                  if (refused.compareAndSet(false, true)) {
                    request.reset(Http2Error.REFUSED_STREAM);
                  } else {
                    request.ok();
                  }
                });
        var bench = bench(server)) {
      assertThat(bench.post("x").whole()).isEqualTo("200 ok");
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void refused_againAndAgain_givesUp() {
    try (var server = new FakeHttp2(request -> request.reset(Http2Error.REFUSED_STREAM));
        var bench = bench(server)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.CONNECTION_LOST);
      assertThat(server.requests).hasSize(4);
    }
  }

  @Test
  void goAway_afterTheLastRequest_itIsAnsweredAndTheNextTakesAnotherConnection() {
    try (var server =
            new FakeHttp2(
                request -> {
                  request.goAway(0);
                  request.ok();
                });
        var bench = bench(server)) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
      assertThat(server.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void reset_beforeTheHead_isALostConnection() {
    try (var server = new FakeHttp2(request -> request.reset(Http2Error.INTERNAL_ERROR));
        var bench = bench(server)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.CONNECTION_LOST);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void reset_afterTheHead_isABrokenStreamAndHarmsNoOther() {
    try (var server =
            new FakeHttp2(
                request -> {
                  if (request.body.toString().equals("bad")) {
                    request.head(false, ":status", "200").data("half", false);
                    request.reset(Http2Error.INTERNAL_ERROR);
                  } else {
                    request.ok();
                  }
                });
        var bench = bench(server)) {
      Reply bad = bench.post("bad");
      Reply good = bench.post("good");
      assertThat(bad.fault().kind()).isEqualTo(FaultKind.STREAM_BROKEN_OFF);
      assertThat(good.whole()).isEqualTo("200 ok");
      assertThat(server.connections.get()).isOne();
    }
  }

  @Test
  void connection_closedBeforeTheHead_isLost() {
    try (var server = new FakeHttp2(FakeHttp2.Seen::closeConnection);
        var bench = bench(server)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.CONNECTION_LOST);
    }
  }

  @Test
  void connection_keptOneDiesUnderTheRequest_isSentAgainUnnoticed() {
    try (var server =
            new FakeHttp2(
                request -> {
                  if (request.connection == 1 && request.body.toString().equals("two")) {
                    request.closeConnection();
                  } else {
                    request.ok();
                  }
                });
        var bench = bench(server)) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
      assertThat(server.connections.get()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 300_000, 5_000_000})
  void send_bodyOfAnySize_arrivesWhole(int bytes) {
    try (var server = new FakeHttp2(FakeHttp2.Seen::ok);
        var bench = bench(server)) {
      String body = "0123456789".repeat(bytes / 10 + 1).substring(0, bytes);
      assertThat(bench.post(body).whole()).isEqualTo("200 ok");
      assertThat(server.requests.getFirst().body.toString().equals(body)).isTrue();
    }
  }

  @Test
  void send_streamedBody_arrivesWhole() {
    try (var server = new FakeHttp2(FakeHttp2.Seen::ok);
        var bench = bench(server)) {
      Reply reply = bench.send("POST", new PieceByPiece(40, 100_000), new Reply(true));
      assertThat(reply.whole()).isEqualTo("200 ok");
      assertThat(server.requests.getFirst().body.length()).isEqualTo(4_000_000);
    }
  }

  @Test
  void answer_large_arrivesWhole() {
    byte[] body = new byte[5_000_000];
    try (var server =
            new FakeHttp2(
                request ->
                    request
                        .head(false, ":status", "200")
                        .data(Unpooled.wrappedBuffer(body), true));
        var bench = bench(server)) {
      assertThat(bench.get().whole()).hasSize("200 ".length() + body.length);
    }
  }

  @Test
  void answer_notRead_waitsAtTheProviderAndBlocksNoOther() {
    try (var server =
            new FakeHttp2(
                request -> {
                  if (request.body.toString().equals("large")) {
                    request.head(false, ":status", "200");
                    request.data(Unpooled.wrappedBuffer(new byte[20_000_000]), true);
                  } else {
                    request.ok();
                  }
                });
        var bench = bench(server)) {
      Reply unread = bench.send("POST", Bench.held("large"), new Reply(false));
      unread.await(unread.firstPiece);
      assertThat(bench.post("small").whole()).isEqualTo("200 ok");
      assertThat(bench.onLoop(() -> unread.body().length()))
          .isLessThanOrEqualTo(Http2Session.STREAM_WINDOW);
      bench.onLoop(
          () -> {
            unread.cancel();
            return unread;
          });
      Await.until(() -> server.resets.get() == 1);
      assertThat(bench.post("small").whole()).isEqualTo("200 ok");
      assertThat(server.connections.get()).isOne();
    }
  }

  @Test
  void head_neverComes_timesOutAndTellsTheProvider() {
    try (var server = new FakeHttp2(request -> {});
        var bench = bench(server).firstByte(Bench.SHORT_MILLIS)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.FIRST_BYTE_TIMEOUT);
      Await.until(() -> server.resets.get() == 1);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void body_fallsSilent_timesOut() {
    try (var server =
            new FakeHttp2(request -> request.head(false, ":status", "200").data("ha", false));
        var bench = bench(server).idle(Bench.SHORT_MILLIS)) {
      Reply reply = bench.post("x");
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.STREAM_SILENT);
      assertThat(reply.body()).isEqualTo("ha");
    }
  }

  @Test
  void answer_informationalFirstAndTrailersLast_areSkipped() {
    try (var server =
            new FakeHttp2(
                request ->
                    request
                        .head(false, ":status", "103", "link", "</x>")
                        .head(false, ":status", "200", "x-a", "b")
                        .data("ok", false)
                        .head(true, "grpc-status", "0"));
        var bench = bench(server)) {
      Reply reply = bench.post("x");
      assertThat(reply.whole()).isEqualTo("200 ok");
      assertThat(reply.head.join().headers().toString()).isEqualTo("x-a: b\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":status|99",
        ":status|600",
        ":status|2e2",
        ":status|101",
        "x-a|b",
        ":status|200|connection|close",
        ":status|200|transfer-encoding|chunked",
        ":status|200|Upper|x",
        ":status|200|x-a|a\nb",
        ":status|200|:path|/",
        ":status|200|content-length|+2",
        ":status|200|content-length|2|content-length|3",
      })
  void answer_malformedHead_isBadFraming(String fields) {
    try (var server = new FakeHttp2(request -> request.head(false, fields.split("\\|")));
        var bench = bench(server)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.BAD_FRAMING);
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  @Test
  void answer_otherLengthThanItSays_isBrokenOff() {
    try (var server =
            new FakeHttp2(
                request ->
                    request.head(false, ":status", "200", "content-length", "5").data("ok", true));
        var bench = bench(server)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.STREAM_BROKEN_OFF);
    }
  }

  static Bench bench(FakeHttp2 server) {
    return bench(server, 512);
  }

  static Bench bench(FakeHttp2 server, int concurrent) {
    ProviderConfig auto = Bench.provider(server.url(), Bench.LONG_MILLIS, concurrent);
    return new Bench(Bench.speaking(auto, Http2.PRIOR_KNOWLEDGE), Map.of()).against(server::close);
  }
}
