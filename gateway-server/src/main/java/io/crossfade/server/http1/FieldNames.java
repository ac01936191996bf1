package io.crossfade.server.http1;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names that come with nearly every message, so that reading one makes no string. */
public final class FieldNames {
  private static final String[] USUAL = {
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "access-control-expose-headers",
    "age",
    "alt-svc",
    "anthropic-beta",
    "anthropic-organization-id",
    "anthropic-ratelimit-requests-limit",
    "anthropic-ratelimit-requests-remaining",
    "anthropic-ratelimit-requests-reset",
    "anthropic-ratelimit-tokens-limit",
    "anthropic-ratelimit-tokens-remaining",
    "anthropic-ratelimit-tokens-reset",
    "anthropic-version",
    "api-key",
    "authorization",
    "cache-control",
    "cf-cache-status",
    "cf-ray",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "expect",
    "forwarded",
    "host",
    "idempotency-key",
    "keep-alive",
    "openai-beta",
    "openai-organization",
    "openai-processing-ms",
    "openai-project",
    "openai-version",
    "origin",
    "proxy-authorization",
    "proxy-connection",
    "referer",
    "request-id",
    "retry-after",
    "sec-fetch-mode",
    "server",
    "set-cookie",
    "strict-transport-security",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "vary",
    "via",
    "x-api-key",
    "x-content-type-options",
    "x-crossfade-arm",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-goog-api-key",
    "x-ratelimit-limit-requests",
    "x-ratelimit-limit-tokens",
    "x-ratelimit-remaining-requests",
    "x-ratelimit-remaining-tokens",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
    "x-real-ip",
    "x-request-id",
    "x-session-id",
    "x-should-retry",
    "x-stainless-arch",
    "x-stainless-async",
    "x-stainless-lang",
    "x-stainless-os",
    "x-stainless-package-version",
    "x-stainless-retry-count",
    "x-stainless-runtime",
    "x-stainless-runtime-version",
    "x-stainless-timeout",
    "x-user-id",
  };

  private static final int SLOTS = 512;
  private static final @Nullable String[] TABLE = table();

  private FieldNames() {}

  /**
   * The name that these bytes spell.
   *
   * @param hash of the bytes, as {@link String#hashCode} computes it for the same characters
   */
  public static String of(byte[] octets, int from, int length, int hash) {
    String usual = usual(octets, from, length, hash);
    return usual != null ? usual : new String(octets, from, length, StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String usual(byte[] octets, int from, int length, int hash) {
    int slot = slot(hash);
    for (String name = TABLE[slot]; name != null; name = TABLE[slot]) {
      if (name.hashCode() == hash && same(name, octets, from, length)) {
        return name;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return null;
  }

  private static boolean same(String name, byte[] octets, int from, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      if (name.charAt(at) != octets[from + at]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 9 ^ hash >>> 18) & (SLOTS - 1);
  }

  private static @Nullable String[] table() {
    @Nullable String[] table = new @Nullable String[SLOTS];
    for (String name : USUAL) {
      int slot = slot(name.hashCode());
      while (table[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      table[slot] = name;
    }
    return table;
  }
}
