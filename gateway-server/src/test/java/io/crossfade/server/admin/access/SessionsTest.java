package io.crossfade.server.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.http.Headers;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final Sessions sessions =
      new Sessions(() -> java.time.Instant.ofEpochMilli(millis.get()));

  @Test
  void of_liveSession_isFoundAmongOtherCookies() {
    Sessions.Session session = sessions.begin();
    Headers two = Headers.of("cookie", "a=b", "cookie", " c=d;" + named(session));
    assertThat(sessions.of(two)).contains(session);
    Headers stale = Headers.of("cookie", "crossfade_session=gone; " + named(session));
    assertThat(sessions.of(stale)).contains(session);
  }

  @Test
  void of_sessionThatHasEnded_isNone() {
    Headers cookie = Headers.of("cookie", named(sessions.begin()));
    millis.addAndGet(Sessions.LIFETIME.toMillis() - 1);
    assertThat(sessions.of(cookie)).isPresent();
    millis.incrementAndGet();
    assertThat(sessions.of(cookie)).isEmpty();
  }

  @Test
  void begin_twice_sharesNothing() {
    Sessions.Session one = sessions.begin();
    Sessions.Session two = sessions.begin();
    assertThat(one.token()).hasSize(64).isNotEqualTo(two.token()).isNotEqualTo(one.csrf());
    assertThat(one.csrf()).isNotEqualTo(two.csrf());
  }

  private static String named(Sessions.Session session) {
    return Sessions.COOKIE + "=" + session.token();
  }
}
