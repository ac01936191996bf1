package io.crossfade.core.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a provider says about an error, in whatever shape it says it: {@code error} as an object or
 * a text, {@code response.error} of a stream, {@code error} of a choice, or {@code message} and
 * {@code detail} at the top.
 *
 * @param shape whose error shape the whole text has
 * @param message the provider's words, raw; empty when it said nothing
 * @param type its class of error, lower case; empty when absent
 * @param code its code, lower case, numbers as digits; empty when absent
 * @param param the request field it names, or empty
 * @param root the whole text, missing when it is no JSON
 */
public record ErrorStory(
    ErrorShape shape, String message, String type, String code, String param, JsonNode root) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern TOO_LONG =
      Pattern.compile(
          "prompt (is )?too long|too many tokens: size limit|maximum context length"
              + "|exceeds? the context window|context[ _]length|context window (exceeded|limit)"
              + "|input tokens exceeded|input is too long|too_many_(prompt_)?tokens"
              + "|request too large for|string_above_max_length|input token count.*exceeds"
              + "|total length of all messages|reduce the length of|exceeds the maximum number of"
              + " tokens");

  private static final Pattern BAD_KEY =
      Pattern.compile(
          "api[ _-]?key (is )?(not valid|invalid|missing|expired|disabled)"
              + "|(invalid|incorrect|expired|missing|bad|wrong)[ _-](x-)?api[ _-]?key"
              + "|api_key_invalid|invalid_api_key|authentication fails|authentication_error"
              + "|invalid authentication|api key provided");

  private static final Pattern NO_MODEL =
      Pattern.compile(
          "model_not_found|deploymentnotfound|unknown_model|invalid_model"
              + "|model identifier is invalid|^model: "
              + "|model .{0,200}(does not exist|not found|is not supported for)"
              + "|deployment .{0,80}does not exist|models/\\S+ is not found|unknown model"
              + "|no such model|not a valid model");

  private static final Pattern OTHER_OBJECT =
      Pattern.compile(
          "\\b(response|file|assistant|thread|batch|conversation|container|prompt|item)");

  private static final Pattern NO_QUOTA =
      Pattern.compile(
          "insufficient_quota|billing_hard_limit|exceeded your current quota|insufficient balance"
              + "|credit balance is too low|out of credits|spending limit");

  private static final Pattern CALLER_CODE =
      Pattern.compile(
          "invalid_(prompt|request|request_error|image.*|base64.*|value|type|argument)"
              + "|context_length_exceeded|string_above_max_length|content_policy_violation"
              + "|content_filter|unsupported_.*|image_.*|empty_image_file|failed_to_download_image"
              + "|too_many_prompt_tokens|request_too_large|400|413|422");

  /** The model, not its caller, wrote what cannot be used. */
  private static final Pattern MODEL_CODE =
      Pattern.compile("tool_use_failed|json_validate_failed|output_parse_failed");

  /** Reads an error body or an error event's data; never fails, at worst the story is empty. */
  public static ErrorStory read(ByteBuf bytes) {
    String text = bytes.toString(UTF_8);
    try {
      JsonNode root = JSON.readTree(text);
      return of(root == null ? MissingNode.getInstance() : root);
    } catch (JsonProcessingException e) {
      return of(MissingNode.getInstance());
    }
  }

  /** Reads an error that has been parsed already. */
  public static ErrorStory of(JsonNode root) {
    JsonNode response = root.path("response").path("error");
    JsonNode error = response.isObject() ? response : error(root);
    JsonNode from = error.isObject() ? error : root;
    String message = error.isTextual() ? error.textValue() : text(from, "message");
    return new ErrorStory(
        ErrorShape.of(root),
        message.isEmpty() ? text(root, "detail") : message,
        lower(from, error.isObject() ? "type" : "error_type"),
        lower(from, "code"),
        text(from, "param"),
        root);
  }

  /** The error at the top, or else that of a choice. */
  private static JsonNode error(JsonNode root) {
    for (JsonNode choice : root.path("choices")) {
      if (!root.hasNonNull("error") && choice.path("error").isObject()) {
        return choice.path("error");
      }
    }
    return root.path("error");
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() || value.isNumber() ? value.asText() : "";
  }

  private static String lower(JsonNode node, String field) {
    return text(node, field).toLowerCase(Locale.ROOT);
  }

  /** Whether the prompt, or what was asked for in all, is more than the model takes. */
  public boolean promptTooLong() {
    return says(TOO_LONG);
  }

  /** Whether the credential, not the request, is at fault. */
  public boolean badKey() {
    return says(BAD_KEY) || root.toString().contains("API_KEY_INVALID");
  }

  /** Whether the provider does not know the model or deployment. */
  public boolean noModel() {
    return says(NO_MODEL);
  }

  /** Whether some other object than a model is what the provider does not know. */
  public boolean noObject() {
    return OTHER_OBJECT.matcher(message.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether money or quota is used up, so that waiting a moment will not do. */
  public boolean noQuota() {
    return says(NO_QUOTA) && retryDelay().isEmpty();
  }

  /** Whether an error inside a stream is about the request, not about serving it. */
  public boolean callersFault() {
    if (badKey() || noQuota() || MODEL_CODE.matcher(code).matches()) {
      return false;
    }
    return promptTooLong()
        || CALLER_CODE.matcher(code).matches()
        || (code.isEmpty() && CALLER_CODE.matcher(type).matches());
  }

  /** Google's {@code details[].retryDelay}, for example {@code 17s}; empty when there is none. */
  public String retryDelay() {
    JsonNode error = root.path("error");
    for (JsonNode detail : error.path("details")) {
      String delay = text(detail, "retryDelay");
      if (!delay.isEmpty()) {
        return delay;
      }
    }
    return "";
  }

  private boolean says(Pattern pattern) {
    String words = message.toLowerCase(Locale.ROOT);
    return pattern.matcher(words).find()
        || pattern.matcher(code).find()
        || pattern.matcher(type).find();
  }
}
