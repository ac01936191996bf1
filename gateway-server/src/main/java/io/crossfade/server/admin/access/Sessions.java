package io.crossfade.server.admin.access;

import io.crossfade.core.http.Headers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dashboard's sessions: the key is traded once for a random cookie that scripts cannot read,
 * and a token that a write must bring along, which other sites cannot know. Kept in memory: a
 * restart asks for the key again.
 */
public final class Sessions {
  public static final String COOKIE = "crossfade_session";
  public static final Duration LIFETIME = Duration.ofHours(12);
  private static final int MAX_SESSIONS = 1_000;
  private static final int BYTES = 32;
  private static final Pattern SEPARATOR = Pattern.compile(";");

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One session.
   *
   * @param token value of the cookie
   * @param csrf what a write sends as {@code x-csrf-token}
   * @param untilMillis when it ends
   */
  public record Session(String token, String csrf, long untilMillis) {}

  public Session begin() {
    long now = clock.millis();
    open.values().removeIf(session -> session.untilMillis() <= now);
    if (open.size() >= MAX_SESSIONS) {
      open.clear();
    }
    Session session = new Session(random(), random(), now + LIFETIME.toMillis());
    open.put(session.token(), session);
    return session;
  }

  /** The live session among the cookies of a request. */
  public Optional<Session> of(Headers headers) {
    return headers.all("cookie").stream()
        .flatMap(SEPARATOR::splitAsStream)
        .map(String::strip)
        .filter(pair -> pair.startsWith(COOKIE + "="))
        .flatMap(pair -> Stream.ofNullable(open.get(pair.substring(COOKIE.length() + 1))))
        .filter(session -> session.untilMillis() > clock.millis())
        .findFirst();
  }

  /** The value of {@code Set-Cookie} that hands a session to the browser. */
  public static String cookie(Session session) {
    return "%s=%s; HttpOnly; SameSite=Strict; Path=/; Max-Age=%d"
        .formatted(COOKIE, session.token(), LIFETIME.toSeconds());
  }

  private String random() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
