package io.crossfade.core.wire.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.wire.Wire;
import java.net.URLEncoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Azure is addressed where it differs from OpenAI, whose dialect it speaks. Sources: Microsoft,
 * "Azure OpenAI in Azure AI Foundry Models v1 API": below the resource's URL {@code /openai/v1},
 * the deployment as the body's model; and "Azure OpenAI REST API reference": {@code
 * /openai/deployments/{deployment}} with a dated {@code api-version}, where a model in the body
 * counts for nothing.
 */
public final class Azure {
  private static final String PREFIX = "/openai/";

  /** Three parts of base64url, the first of which is a JSON object (RFC 7519, section 3). */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  private Azure() {}

  /**
   * Where an operation is found at a provider.
   *
   * @param target path and query, to append to its base URL
   * @param namesModel whether it names the model, so that the body need not
   */
  public record Located(String target, boolean namesModel) {}

  /**
   * Where an operation is found below the URL of a resource. A caller of the dated API keeps his
   * version, for which his request was written.
   *
   * @param version of the dated API for all others, or null for the v1 API
   * @param deployment to ask, or null when none is known
   */
  public static Located locate(
      Operation asked, @Nullable String version, @Nullable String deployment) {
    String chosen = asked.dated() && asked.version() != null ? asked.version() : version;
    if (chosen == null) {
      String same = asked.dated() ? null : asked.version();
      return new Located(PREFIX + "v1/" + asked.below() + asked.queryWith(same), false);
    }
    String query = asked.queryWith(chosen);
    return deployment != null && AzurePath.isOfDeployments(asked.decoded())
        ? new Located(
            PREFIX + "deployments/" + segment(deployment) + "/" + asked.below() + query, true)
        : new Located(PREFIX + asked.below() + query, false);
  }

  /** A name as one segment of a path. */
  private static String segment(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
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
