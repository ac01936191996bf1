package io.crossfade.server.provider;

import static java.util.stream.Collectors.toSet;

import io.crossfade.core.Call;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Secret;
import io.crossfade.core.http.Headers;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.wire.Wire;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of a caller's header fields reach a provider, and which we set: a list of what may pass,
 * never of what may not.
 */
public final class RequestFields {
  private static final Set<String> FORWARDED =
      Set.of(
          "content-type",
          "accept",
          "openai-beta",
          "idempotency-key",
          "anthropic-version",
          "anthropic-beta");

  /** Never forwarded, whatever the file lists: credentials, hops and our own words. */
  private static final Set<String> NEVER =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "forwarded",
          "x-real-ip",
          "host",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "accept-encoding",
          "user-agent");

  private static final String PARENT = "-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

  /** W3C Trace Context, section 3.2: nothing all zero; only later versions may bring more. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("00" + PARENT + "|(?!00|ff)[0-9a-f]{2}" + PARENT + "(-.*)?");

  private RequestFields() {}

  /** The fields to send; host and framing are left to the connection. */
  public static Headers of(Call call, Provider provider) {
    Headers sent = new Headers();
    Headers came = call.head().headers();
    Set<String> hopByHop = namedByConnection(came);
    for (int at = 0; at < came.size(); at++) {
      if (passes(came, at, provider) && !hopByHop.contains(came.name(at))) {
        sent.add(came.field(at));
      }
    }
    sent.add("accept-encoding", "identity").add("user-agent", "crossfade");
    addCredential(sent, came, provider);
    addAccount(sent, provider);
    return sent;
  }

  /**
   * The fields of a translated request. What the caller says to his own dialect's provider stays
   * behind, and his credential with it, unless it is meant for this very provider.
   */
  public static Headers translated(Call call, Provider provider, ProviderRequest request) {
    Headers sent = Headers.of("content-type", "application/json");
    Headers came = call.head().headers();
    for (int at = 0; at < came.size(); at++) {
      if (crosses(came, at, provider)) {
        sent.add(came.name(at), came.value(at));
      }
    }
    sent.and(request.fields());
    sent.add("accept-encoding", "identity").add("user-agent", "crossfade");
    String secret = provider.credential().get();
    if (provider.config().type() == ProviderType.AZURE) {
      addKey(sent, provider);
    } else if (takesCallersKey(call, provider)) {
      forward(sent, came, provider.spoken().keyField());
    } else if (secret != null && provider.api() != null) {
      sent.and(provider.api().requests().credential(secret));
    }
    addAccount(sent, provider);
    return sent;
  }

  /** Of one dialect's paths a provider may have some and not others: the key is for all of them. */
  private static boolean takesCallersKey(Call call, Provider provider) {
    return provider.config().apiKey() instanceof Secret.Caller
        && provider.wire() == call.endpoint().wire();
  }

  private static boolean crosses(Headers came, int at, Provider provider) {
    return !FORWARDED.contains(came.name(at)) && passes(came, at, provider);
  }

  /** Fields the caller declared to be between him and us only (RFC 9110 section 7.6.1). */
  private static Set<String> namedByConnection(Headers came) {
    String connection = came.get("connection");
    if (connection == null
        || connection.equalsIgnoreCase("keep-alive")
        || connection.equalsIgnoreCase("close")) {
      return Set.of();
    }
    return came.all("connection").stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(toSet());
  }

  private static boolean passes(Headers came, int at, Provider provider) {
    String name = came.name(at);
    if (FORWARDED.contains(name)) {
      return true;
    }
    if (name.equals("traceparent")) {
      return came.all(name).size() == 1 && TRACEPARENT.matcher(came.value(at)).matches();
    }
    return provider.config().forwardHeaders().contains(name) && mayBeListed(name);
  }

  private static boolean mayBeListed(String name) {
    return !NEVER.contains(name)
        && !name.startsWith("x-crossfade-")
        && !name.startsWith("x-amz-")
        && !name.startsWith("x-forwarded-")
        && !name.startsWith("proxy-");
  }

  private static void addCredential(Headers sent, Headers came, Provider provider) {
    if (provider.config().apiKey() instanceof Secret.Caller) {
      for (Wire any : Wire.values()) {
        forward(sent, came, any.keyField());
      }
      if (provider.config().type() == ProviderType.AZURE) {
        forward(sent, came, "api-key");
      }
    } else {
      addKey(sent, provider);
    }
    for (Map.Entry<String, String> field : provider.spoken().required().entrySet()) {
      if (!sent.contains(field.getKey())) {
        sent.add(field.getKey(), field.getValue());
      }
    }
  }

  private static void addKey(Headers sent, Provider provider) {
    String key = provider.credential().get();
    if (key != null) {
      sent.and(provider.config().credential(key));
    }
  }

  private static void addAccount(Headers sent, Provider provider) {
    String organization = provider.config().organization();
    if (organization != null) {
      sent.add("openai-organization", organization);
    }
    String project = provider.config().project();
    if (project != null) {
      sent.add("openai-project", project);
    }
  }

  private static void forward(Headers sent, Headers came, String name) {
    String value = came.get(name);
    if (value != null) {
      sent.add(name, value);
    }
  }
}
