package io.crossfade.server.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.crossfade.core.http.Headers;
import io.crossfade.server.credential.TokenLine.Question;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;

/** How token services are asked. Source: RFC 6749, appendix B. */
final class TokenForm {
  private TokenForm() {}

  /** A form, posted. */
  static Question question(URI service, Map<String, String> form) {
    Headers fields = Headers.of("content-type", "application/x-www-form-urlencoded");
    return new Question("POST", service, fields, encoded(form));
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  static URI address(String text) throws IOException {
    try {
      URI uri = URI.create(withoutSlash(text));
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one message; the exception quotes the address, which may hold a
      // secret.
    }
    throw new IOException("the address of the token service is no URL");
  }

  static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
