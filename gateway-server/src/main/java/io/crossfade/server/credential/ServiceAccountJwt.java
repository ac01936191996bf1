package io.crossfade.server.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * The proof a service account of Google's trades for a token: a JWT signed with its key. Sources:
 * RFC 7523, section 3; Google, "Using OAuth 2.0 for server to server applications".
 */
final class ServiceAccountJwt {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final long LIFE_SECONDS = 3_600;

  private ServiceAccountJwt() {}

  /**
   * Signs a proof.
   *
   * @param account the JSON that Google gives out with the key
   * @param service that it is meant for
   * @throws IllegalArgumentException when the key is none; its message does not quote it
   */
  static String sign(JsonNode account, URI service, Instant now) {
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("typ", "JWT");
    header.put("kid", account.path("private_key_id").asText());
    ObjectNode claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("iss", account.path("client_email").asText())
            .put("scope", SCOPE)
            .put("aud", service.toString())
            .put("iat", now.getEpochSecond())
            .put("exp", now.getEpochSecond() + LIFE_SECONDS);
    String signed = base64(header) + "." + base64(claims);
    return signed + "." + signature(signed, account.path("private_key").asText());
  }

  private static String signature(String text, String pem) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key(pem));
      signature.update(text.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no RSA key in PKCS #8", e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] bytes = Base64.getDecoder().decode(body);
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private static String base64(ObjectNode json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toString().getBytes(UTF_8));
  }
}
