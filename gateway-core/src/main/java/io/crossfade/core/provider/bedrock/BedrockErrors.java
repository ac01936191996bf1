package io.crossfade.core.provider.bedrock;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorShape;
import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.ProviderErrors;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.StreamFaults;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Understands errors: a message in the body, its type in a header field or, in streams, in the
 * message's head. Source: Amazon Bedrock API Reference, "Converse", "Errors", and "Common Errors".
 */
public final class BedrockErrors implements ErrorReader {
  /** Types whose status says something else elsewhere, as the status that says what they mean. */
  private static final Map<String, Integer> STATUSES =
      Map.ofEntries(
          entry("modelerrorexception", 500),
          entry("modelnotreadyexception", 503),
          entry("modeltimeoutexception", 408),
          entry("servicequotaexceededexception", 429),
          entry("throttlingexception", 429),
          entry("expiredtokenexception", 403),
          entry("expiredtoken", 403),
          entry("incompletesignature", 403),
          entry("incompletesignatureexception", 403),
          entry("invalidsignatureexception", 403),
          entry("unrecognizedclientexception", 403),
          entry("missingauthenticationtokenexception", 403),
          entry("requestexpired", 403));

  /** The model is there, but not for this account, this region, or without an inference profile. */
  private static final Pattern NO_SUCH_MODEL =
      Pattern.compile(
          "on-demand throughput|access to the model with the specified model id"
              + "|inference profile .{0,200}not found|model version has reached the end of its life"
              + "|not authorized to invoke this model");

  /**
   * What a failure in a stream is called.
   *
   * @param type its name, in camel case
   * @param message of an error without a body, or empty
   */
  record Problem(String type, String message) {}

  @Override
  public Classified read(ErrorAnswer answer) {
    String type = type(answer);
    ErrorStory story = ErrorStory.read(answer.body());
    int means = means(type, story, answer.status());
    Classified read = ProviderErrors.classify(with(answer, means));
    boolean again = read.retryable() && !type.startsWith("servicequota");
    return new Classified(
        told(read.fault(), answer, type), again, read.retryAfter(), ErrorShape.OTHER, false);
  }

  @Override
  public Map<String, Integer> types() {
    return STATUSES;
  }

  private static int means(String type, ErrorStory story, int status) {
    boolean noModel =
        status < 500 && NO_SUCH_MODEL.matcher(story.message().toLowerCase(Locale.ROOT)).find();
    return noModel ? 404 : STATUSES.getOrDefault(type, status);
  }

  /** The type, lower case, without the namespace that some services put around it. */
  private static String type(ErrorAnswer answer) {
    String given = answer.field().apply("x-amzn-errortype");
    String type = given == null ? typeInBody(answer) : given;
    String bare = type.split(":", 2)[0];
    return bare.substring(bare.lastIndexOf('#') + 1).strip().toLowerCase(Locale.ROOT);
  }

  private static String typeInBody(ErrorAnswer answer) {
    return ErrorStory.read(answer.body()).root().path("__type").asText("");
  }

  private static ErrorAnswer with(ErrorAnswer answer, int status) {
    return status == answer.status()
        ? answer
        : new ErrorAnswer(answer.provider(), status, answer.field(), answer.body(), answer.asked());
  }

  /** The same fault, told with the status that came and what helps here. */
  private static Fault told(Fault fault, ErrorAnswer answer, String type) {
    String where =
        "provider %s, status %d%s"
            .formatted(answer.provider(), answer.status(), type.isEmpty() ? "" : " " + type);
    Fault.Cause cause =
        new Fault.Cause(fault.cause().what(), where, fix(fault), fault.cause().thrown());
    return new Fault(fault.kind(), fault.status(), cause, fault.param(), fault.retryAfter());
  }

  private static String fix(Fault fault) {
    return switch (fault.kind()) {
      case PROVIDER_AUTH_FAILED ->
          "the gateway's operator must check the AWS credential, its rights and the clock";
      case PROVIDER_MODEL_NOT_FOUND ->
          "check the model's id, or its inference profile's, the region, and the account's access";
      default -> fault.cause().fix();
    };
  }

  /**
   * A failure inside a stream.
   *
   * @param body of the message, perhaps empty
   */
  static Fault inStream(Problem problem, ObjectNode body, boolean sawContent) {
    String message = body.path("message").asText(problem.message());
    ObjectNode story = JsonTrees.object();
    story
        .putObject("error")
        .put("type", problem.type())
        .put("code", code(problem.type()))
        .put("message", message);
    return StreamFaults.of(ErrorStory.of(story), sawContent);
  }

  /** Only what is named as the request's fault is the caller's. */
  private static String code(String type) {
    return type.equalsIgnoreCase("validationException")
        ? "invalid_request"
        : type.toLowerCase(Locale.ROOT);
  }
}
