package io.crossfade.server.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.config.NotifyConfig.Form;
import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.core.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to hand a notice over. Redirects are not followed: nobody but the receiver named gets
 * to see it.
 *
 * @param client shared by all
 * @param secrets current values
 */
record Delivery(HttpClient client, Function<Secret, @Nullable String> secrets) {
  /** Hex of the HMAC-SHA-256 of the body. */
  static final String SIGNATURE = "x-crossfade-signature";

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int TOO_MANY = 429;

  /** How an attempt ended. */
  enum Result {
    DELIVERED,
    /** Worth another attempt. */
    LATER,
    /** The receiver will never take it. */
    REFUSED
  }

  /** Blocks for ten seconds at most. */
  Result attempt(NotifyTarget target, Notice notice) throws InterruptedException {
    String secret = secrets.apply(target.secret());
    if (secret == null) {
      return Result.LATER;
    }
    try {
      int status =
          client
              .send(request(target, notice, secret), HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status / 100 == 2) {
        return Result.DELIVERED;
      }
      return status / 100 == 5 || status == TOO_MANY ? Result.LATER : Result.REFUSED;
    } catch (IOException e) {
      return Result.LATER;
    } catch (IllegalArgumentException noAddress) {
      return Result.REFUSED;
    }
  }

  private HttpRequest request(NotifyTarget target, Notice notice, String secret) {
    boolean pagerDuty = target.form() == Form.PAGERDUTY;
    URI address = pagerDuty ? Objects.requireNonNull(target.url()) : URI.create(secret);
    String body =
        switch (target.form()) {
          case WEBHOOK -> Forms.webhook(notice).toString();
          case SLACK -> Forms.slack(notice).toString();
          case PAGERDUTY -> Forms.pagerDuty(notice, secret).toString();
        };
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    String key = target.signingKey() == null ? null : secrets.apply(target.signingKey());
    if (key != null) {
      request.header(SIGNATURE, "sha256=" + signature(key, body));
    }
    return request.build();
  }

  static String signature(String key, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
