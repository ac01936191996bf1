package io.crossfade.server.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Questions as query strings: {@code model=…&id=…&user=…&header=name:value}. */
public final class Queries {
  private static final Pattern AND = Pattern.compile("&");

  private Queries() {}

  /** A question as the query of a URL, its {@code ?} included. */
  public static String of(Question question) {
    List<String> parts = new ArrayList<>();
    add(parts, "model", question.model());
    add(parts, "id", question.requestId());
    add(parts, "user", question.user());
    add(parts, "session", question.session());
    add(parts, "key_id", question.keyId());
    question.headers().forEach((name, value) -> add(parts, "header", name + ":" + value));
    return parts.stream().collect(joining("&", "?", ""));
  }

  /** Reads the same back. */
  public static Question question(@Nullable String query) {
    Map<String, String> fields = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    AND.splitAsStream(query == null ? "" : query).forEach(part -> read(part, fields, headers));
    return new Question(
        fields.getOrDefault("model", ""),
        fields.getOrDefault("id", ""),
        fields.get("user"),
        fields.get("session"),
        fields.get("key_id"),
        fields.get("tenant"),
        headers);
  }

  /** Every parameter of a query by its name; of several alike the last. */
  public static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> fields = new HashMap<>();
    AND.splitAsStream(query == null ? "" : query)
        .forEach(part -> read(part, fields, new HashMap<>()));
    return fields;
  }

  private static void read(String part, Map<String, String> fields, Map<String, String> headers) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      return;
    }
    String name = part.substring(0, equals);
    String value = URLDecoder.decode(part.substring(equals + 1), UTF_8);
    int colon = value.indexOf(':');
    if (!name.equals("header")) {
      fields.put(name, value);
    } else if (colon > 0) {
      headers.put(
          value.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          value.substring(colon + 1).strip());
    }
  }

  private static void add(List<String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.add(name + "=" + URLEncoder.encode(value, UTF_8));
    }
  }
}
