package io.crossfade.core.wire.path;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.RequestHead;
import io.crossfade.core.json.BodyScanner;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.Wire;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the data port. A path is proven safe before it is matched, and matched by its
 * decoded segments, so that no spelling of a known path slips through as an unknown one.
 */
public final class Endpoints {
  private static final String FIX_PATH = "write the path plainly, below /v1/";

  /** Paths that callers use most, found without taking the path apart. */
  private static final Map<String, Kind> KNOWN =
      Map.of(
          "/v1/chat/completions", Kind.CHAT_COMPLETIONS,
          "/v1/completions", Kind.COMPLETIONS,
          "/v1/embeddings", Kind.EMBEDDINGS,
          "/v1/responses", Kind.RESPONSES,
          "/v1/messages", Kind.MESSAGES,
          "/v1/messages/count_tokens", Kind.COUNT_TOKENS,
          "/v1/models", Kind.MODELS,
          "/v1/health", Kind.HEALTH);

  private static final Map<Wire, Map<Kind, Endpoint>> SHARED = shared();

  private Endpoints() {}

  /**
   * Says what a request is for.
   *
   * @return the endpoint; or {@link FaultKind#MALFORMED_REQUEST} for an unsafe path, {@link
   *     FaultKind#PATH_NOT_FOUND}, {@link FaultKind#METHOD_NOT_ALLOWED}, to be told in the shape of
   *     {@link #wireOf}
   */
  public static Result<Endpoint> match(RequestHead head) {
    Kind known = KNOWN.get(head.path());
    return known == null ? matchSegments(head) : allowed(head, known, null);
  }

  /** The dialect of a path's errors, known for any path: its own, or by the header of Anthropic. */
  public static Wire wireOf(RequestHead head) {
    String path = head.path();
    if (path.equals("/v1/messages") || path.startsWith("/v1/messages/")) {
      return Wire.ANTHROPIC;
    }
    boolean openAiOnly =
        path.startsWith("/openai/") || (KNOWN.containsKey(path) && KNOWN.get(path) != Kind.MODELS);
    return !openAiOnly && head.headers().contains("anthropic-version")
        ? Wire.ANTHROPIC
        : Wire.OPENAI;
  }

  private static Result<Endpoint> matchSegments(RequestHead head) {
    List<String> segments = Paths.segments(head.path());
    List<String> decoded = new ArrayList<>(segments.size());
    for (String segment : segments) {
      String text = head.path().startsWith("/") ? decode(segment, decoded) : null;
      if (text == null) {
        return Result.err(unsafe());
      }
      decoded.add(text);
    }
    return matchDecoded(head, decoded);
  }

  /** Ids of models and names of deployments may hold encoded slashes and dots. */
  private static @Nullable String decode(String segment, List<String> before) {
    boolean azure = !before.isEmpty() && AzurePath.isOurs(before);
    AzurePath path = azure ? AzurePath.of(before) : null;
    List<String> plain = path == null ? before : path.plain(before);
    boolean model = plain.size() >= 2 && plain.subList(0, 2).equals(List.of("v1", "models"));
    return Paths.decode(segment, model || AzurePath.isDeploymentBehind(before));
  }

  /** Deleting a model is between its owner and the provider that trained it. */
  private static Result<Endpoint> matchDecoded(RequestHead head, List<String> path) {
    if (path.contains("")) {
      return Result.err(notFound(head));
    }
    return AzurePath.isOurs(path) ? matchAzure(head, path) : matchPlain(head, path, null);
  }

  /** Anthropic's operations are none of Azure's, nor is our own health. */
  private static Result<Endpoint> matchAzure(RequestHead head, List<String> path) {
    AzurePath azure = AzurePath.of(path);
    String operation = azure == null ? "" : String.join("/", azure.operation(path));
    boolean deployed = azure != null && azure.deployment() != null;
    return azure == null
            || operation.equals("health")
            || operation.startsWith("messages")
            || operation.startsWith("deployments")
            || (deployed && !AzurePath.isOfDeployments(operation))
        ? Result.err(notFound(head))
        : matchPlain(head, azure.plain(path), azure.deployment());
  }

  private static Result<Endpoint> matchPlain(
      RequestHead head, List<String> path, @Nullable String deployment) {
    boolean api = path.size() >= 2 && path.getFirst().equals("v1");
    if (!api || path.get(1).equals("management")) {
      return Result.err(notFound(head));
    }
    if (path.size() > 2 && path.get(1).equals("models") && !head.method().equals("DELETE")) {
      return allowed(head, Kind.MODEL, String.join("/", path.subList(2, path.size())));
    }
    String joined = "/" + String.join("/", path);
    Kind known = KNOWN.get(joined);
    if (known == null && isKnownInOtherCase(joined)) {
      return Result.err(notFound(head));
    }
    if (deployment != null && deployment.length() > BodyScanner.MAX_MODEL_CHARS) {
      return Result.err(longName());
    }
    return allowed(head, known == null ? Kind.PASS_THROUGH : known, deployment);
  }

  /** Some providers do not mind the case of a path, so such a call would pass us by unrouted. */
  private static boolean isKnownInOtherCase(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return !lower.equals(path)
        && (KNOWN.containsKey(lower)
            || (lower.startsWith("/v1/models/") && !path.startsWith("/v1/models/"))
            || lower.startsWith("/v1/management"));
  }

  private static Result<Endpoint> allowed(RequestHead head, Kind kind, @Nullable String object) {
    if (!allows(kind, head.method())) {
      return Result.err(notAllowed(head, kind));
    }
    Wire wire = wire(head, kind);
    return Result.ok(object == null ? endpoint(wire, kind) : new Endpoint(kind, wire, object));
  }

  private static boolean allows(Kind kind, String method) {
    return switch (kind) {
      case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS, RESPONSES, MESSAGES, COUNT_TOKENS ->
          method.equals("POST");
      case MODELS, MODEL, HEALTH -> method.equals("GET") || method.equals("HEAD");
      case PASS_THROUGH, UNKNOWN -> true;
    };
  }

  private static Wire wire(RequestHead head, Kind kind) {
    return switch (kind) {
      case MESSAGES, COUNT_TOKENS -> Wire.ANTHROPIC;
      case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS, RESPONSES -> Wire.OPENAI;
      case MODELS, MODEL, HEALTH, PASS_THROUGH, UNKNOWN -> wireOf(head);
    };
  }

  private static Endpoint endpoint(Wire wire, Kind kind) {
    Map<Kind, Endpoint> ofWire = SHARED.get(wire);
    Endpoint shared = ofWire == null ? null : ofWire.get(kind);
    return shared == null ? new Endpoint(kind, wire, null) : shared;
  }

  private static Map<Wire, Map<Kind, Endpoint>> shared() {
    Map<Wire, Map<Kind, Endpoint>> all = new EnumMap<>(Wire.class);
    for (Wire wire : Wire.values()) {
      all.put(wire, endpoints(wire));
    }
    return all;
  }

  private static Map<Kind, Endpoint> endpoints(Wire wire) {
    Map<Kind, Endpoint> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, new Endpoint(kind, wire, null));
    }
    return all;
  }

  private static Fault unsafe() {
    return Fault.of(
        FaultKind.MALFORMED_REQUEST,
        "the path can be read in more than one way",
        "request line",
        FIX_PATH + ", without '..', ';', encoded slashes or dots, backslashes or broken escapes");
  }

  private static Fault longName() {
    return Fault.of(
            FaultKind.MALFORMED_REQUEST,
            "the model's name is longer than %d characters".formatted(BodyScanner.MAX_MODEL_CHARS),
            "path",
            "send the model's id alone")
        .withParam("model");
  }

  private static Fault notFound(RequestHead head) {
    return Fault.of(
        FaultKind.PATH_NOT_FOUND,
        "there is no such path",
        "%s %s".formatted(head.method(), shown(head.path())),
        FIX_PATH + ", without doubled or trailing slashes");
  }

  private static Fault notAllowed(RequestHead head, Kind kind) {
    return Fault.of(
        FaultKind.METHOD_NOT_ALLOWED,
        "the path does not take this method",
        "%s %s".formatted(head.method(), shown(head.path())),
        "use %s".formatted(kind.needsModel() ? "POST" : "GET"));
  }

  private static String shown(String path) {
    return path.length() <= 200 ? path : path.substring(0, 200) + "...";
  }
}
