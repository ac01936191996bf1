package io.crossfade.core.wire;

import java.util.regex.Pattern;

/**
 * How Azure is addressed where it differs from OpenAI, whose dialect it speaks. Source: Microsoft,
 * "Azure OpenAI in Azure AI Foundry Models v1 API": base URL of the resource, {@code /openai/v1},
 * the deployment as the body's model.
 */
public final class Azure {
  private static final String PREFIX = "/openai";

  /** Three parts of base64url, the first of which is a JSON object (RFC 7519, section 3). */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  private Azure() {}

  /**
   * What to append to the resource's base URL.
   *
   * @param path of the data port, from {@code /v1} on
   */
  public static String belowBaseUrl(String path) {
    return PREFIX + path;
  }

  /** Name of the header field that carries a key, or an access token of Entra. */
  public static String keyField(String secret) {
    return isToken(secret) ? Wire.OPENAI.keyField() : "api-key";
  }

  /** Value of {@link #keyField} for that secret. */
  public static String keyValue(String secret) {
    return isToken(secret) ? Wire.OPENAI.keyValue(secret) : secret;
  }

  private static boolean isToken(String secret) {
    return TOKEN.matcher(secret).matches();
  }
}
