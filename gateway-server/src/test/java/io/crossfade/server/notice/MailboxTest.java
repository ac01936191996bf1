package io.crossfade.server.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.NotifyConfig.Form;
import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.core.config.NotifyConfig.Tell;
import io.crossfade.core.config.Secret;
import io.crossfade.server.notice.Notice.What;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver that is slow, rude or gone costs nobody but itself. */
final class MailboxTest {
  private final List<String> counted = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.shutdownNow();
  }

  private Mailbox mailbox(FakeProvider receiver) {
    String url = "http://127.0.0.1:%d/hook".formatted(receiver.address().getPort());
    NotifyTarget target =
        new NotifyTarget(
            "ops",
            Form.WEBHOOK,
            new Secret.Value("URL", url),
            null,
            new Secret.Value("KEY", "k3y"),
            Tell.EVERYTHING);
    Delivery delivery = new Delivery(client, secret -> ((Secret.Value) secret).reveal());
    return new Mailbox(target, delivery, Duration.ofMillis(1), (_, result) -> counted.add(result));
  }

  private static Notice notice(int number) {
    return new Notice(
        "move", What.STEP, "Advance", "step " + number, Instant.EPOCH, 500, false, false);
  }

  @Test
  void put_receiverFailsTwice_isTriedAgainAndSigned() {
    AtomicInteger asked = new AtomicInteger();
    try (FakeProvider receiver =
            new FakeProvider(_ -> Answer.json(asked.incrementAndGet() < 3 ? 503 : 200, "{}"));
        Mailbox mailbox = mailbox(receiver)) {
      mailbox.put(notice(1));
      Await.until(() -> counted.contains("delivered"));
      assertThat(receiver.requests()).hasSize(3);
      var last = receiver.requests().getLast();
      assertThat(last.json().path("summary").asText()).isEqualTo("step 1");
      assertThat(last.headers().get(Delivery.SIGNATURE))
          .isEqualTo("sha256=" + Delivery.signature("k3y", new String(last.body(), UTF_8)));
    }
  }

  @Test
  void put_receiverRefuses_isNotTriedAgain() {
    try (FakeProvider receiver = new FakeProvider(Answer.json(404, "{}"));
        Mailbox mailbox = mailbox(receiver)) {
      mailbox.put(notice(1));
      Await.until(() -> counted.contains("failed"));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void put_receiverRedirects_isNotFollowed() {
    try (FakeProvider receiver =
            new FakeProvider(
                Answer.whole(302, "text/plain", new byte[0], "location", "/elsewhere"));
        Mailbox mailbox = mailbox(receiver)) {
      mailbox.put(notice(1));
      Await.until(() -> counted.contains("failed"));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void put_receiverHangs_returnsAtOnceAndIsBounded() {
    try (FakeProvider receiver = new FakeProvider(Answer.hang());
        Mailbox mailbox = mailbox(receiver)) {
      for (int number = 0; number < Mailbox.MOST + 10; number++) {
        mailbox.put(notice(number));
      }
      assertThat(counted).hasSizeBetween(9, 10).containsOnly("dropped");
    }
  }
}
