package io.crossfade.server.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.http.Headers;
import io.crossfade.server.testing.SeenRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS's signatures by the book, without AWS's code, as a service checks them. Source: AWS General
 * Reference, "Create a signed AWS API request".
 *
 * @param secretKey of the account
 * @param service as its scope names it
 */
public record SigV4(String secretKey, String service) {

  /** Whether a request carries the signature that its own bytes call for. */
  public boolean accepts(SeenRequest request) {
    Authorization given = Authorization.of(request.headers());
    boolean whole =
        given.signed().containsAll(List.of("host", "x-amz-date"))
            && given.scope().split("/", -1)[2].equals(service);
    return whole
        && given
            .signature()
            .equals(
                signature(request.method(), request.target(), request.headers(), request.body()));
  }

  /** The signature over what the request's own {@code authorization} field says is signed. */
  String signature(String method, String target, Headers headers, byte[] body) {
    Authorization given = Authorization.of(headers);
    String[] parts = target.split("\\?", 2);
    String canonical =
        String.join(
            "\n",
            method,
            encodedAgain(parts[0]),
            parts.length > 1 ? parts[1] : "",
            given.signed().stream()
                .map(name -> name + ":" + headers.get(name) + "\n")
                .collect(Collectors.joining()),
            String.join(";", given.signed()),
            hex(sha256(body)));
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            String.valueOf(headers.get("x-amz-date")),
            given.scope(),
            hex(sha256(canonical.getBytes(UTF_8))));
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String step : given.scope().split("/", -1)) {
      key = hmac(key, step);
    }
    return hex(hmac(key, toSign));
  }

  /** Each segment of the path as sent is encoded once more; all services but S3 want it so. */
  private static String encodedAgain(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : path.getBytes(UTF_8)) {
      char c = (char) (one & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  /**
   * What an {@code authorization} field says.
   *
   * @param scope date, region, service and a fixed word
   * @param signed names of the fields the signature covers
   */
  private record Authorization(String scope, List<String> signed, String signature) {

    static Authorization of(Headers headers) {
      String field = String.valueOf(headers.get("authorization"));
      String credential = value(field, "Credential=");
      return new Authorization(
          credential.substring(credential.indexOf('/') + 1),
          Arrays.asList(value(field, "SignedHeaders=").split(";")),
          value(field, "Signature="));
    }

    private static String value(String field, String name) {
      int at = field.indexOf(name);
      if (!field.startsWith("AWS4-HMAC-SHA256 ") || at < 0) {
        throw new AssertionError("no signature: " + field);
      }
      String rest = field.substring(at + name.length());
      int end = rest.indexOf(',');
      return end < 0 ? rest : rest.substring(0, end);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
