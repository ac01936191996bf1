package io.crossfade.core.chat;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything a request can say that some target may be unable to, and what happens then: one table,
 * read by the translators, the configuration, the documentation and the tests.
 *
 * <p>Settings are kept in {@link Options} in the form given here; the other fields are parts of the
 * conversation, named for reports.
 */
public enum Field {
  // Settings: form, and what becomes of them.
  MAX_TOKENS("max_tokens", Loss.REFUSE, "answers could grow without a limit"),
  STOP("stop", Loss.REFUSE, "answers would run past the caller's end mark"),
  N("n", Loss.REFUSE, "the caller waits for several answers"),
  TEMPERATURE("temperature", Loss.DROP, "the model's own setting, or its limit, is used"),
  TOP_P("top_p", Loss.DROP, "the model's own setting is used"),
  TOP_K("top_k", Loss.DROP, "the model's own setting is used"),
  FREQUENCY_PENALTY("frequency_penalty", Loss.DROP, "style only"),
  PRESENCE_PENALTY("presence_penalty", Loss.DROP, "style only"),
  SEED("seed", Loss.DROP, "repeatability is best effort everywhere"),
  LOGIT_BIAS("logit_bias", Loss.REFUSE, "token ids mean other words to another model"),
  LOGPROBS("logprobs", Loss.REFUSE, "the caller reads them from the answer"),
  TOP_LOGPROBS("top_logprobs", Loss.REFUSE, "the caller reads them from the answer"),
  PARALLEL_TOOL_CALLS("parallel_tool_calls", Loss.REFUSE, "callers rely on one call at a time"),
  USER("user", Loss.DROP, "the provider's own book-keeping"),
  SAFETY_IDENTIFIER("safety_identifier", Loss.DROP, "the provider's own book-keeping"),
  METADATA("metadata", Loss.DROP, "the provider's own book-keeping"),
  STORE("store", Loss.DROP, "nothing is stored where it cannot be said"),
  SERVICE_TIER("service_tier", Loss.DROP, "the usual tier serves"),
  PROMPT_CACHE_KEY("prompt_cache_key", Loss.DROP, "price and speed only"),
  PREDICTION("prediction", Loss.DROP, "speed only"),
  VERBOSITY("verbosity", Loss.DROP, "style only"),
  MODALITIES("modalities", Loss.REFUSE, "the caller waits for more than text"),
  AUDIO_OUTPUT("audio", Loss.REFUSE, "the caller waits for sound"),
  WEB_SEARCH("web_search_options", Loss.REFUSE, "answers would lack what the caller asked to find"),
  FUNCTIONS("functions", Loss.REFUSE, "the model could not act; tools can be translated"),
  FUNCTION_CALL("function_call", Loss.REFUSE, "the model might not call what it must"),
  PREVIOUS_RESPONSE(
      "previous_response_id",
      Loss.REFUSE,
      "only the provider that keeps the answer can go on from it"),
  CONVERSATION(
      "conversation",
      Loss.REFUSE,
      "only the provider that keeps the conversation can go on with it"),
  STORED_ITEM("item_reference", Loss.REFUSE, "only the provider that keeps the item can read it"),
  PROMPT_TEMPLATE(
      "prompt", Loss.REFUSE, "only the provider that keeps the template can fill it in"),
  BACKGROUND("background", Loss.REFUSE, "nobody would keep the answer until it is fetched"),
  TRUNCATION("truncation", Loss.DROP, "a conversation that is too long is an error instead"),
  MAX_TOOL_CALLS("max_tool_calls", Loss.DROP, "it counts the calls of the provider's own tools"),
  INCLUDE("include", Loss.DROP, "it asks for what the provider's own tools found"),

  // Parts of the request with a form of their own.
  TOOLS("tools", Loss.REFUSE, "the model could not act"),
  TOOL_CHOICE("tool_choice", Loss.REFUSE, "the model might not call what it must"),
  TOOL_STRICT("tools.strict", Loss.DROP, "arguments follow the schema as well as the model can"),
  PROVIDER_TOOL("tools.type", Loss.REFUSE, "only its own provider can run it"),
  RESPONSE_FORMAT("response_format", Loss.REFUSE, "the caller parses the answer"),
  THINKING("thinking", Loss.DROP, "the model thinks as much as it usually does"),

  // Parts of the conversation.
  IMAGE("image", Loss.REFUSE, "the model would not see it"),
  IMAGE_DETAIL("image.detail", Loss.DROP, "the model looks as closely as it usually does"),
  AUDIO("audio_input", Loss.REFUSE, "the model would not hear it"),
  DOCUMENT("document", Loss.REFUSE, "the model would not read it"),
  DOCUMENT_CONTEXT("document.context", Loss.REFUSE, "the model would not read it"),
  UPLOADED_FILE("file_id", Loss.REFUSE, "only the provider that has the file can read it"),
  CITATIONS("citations", Loss.DROP, "the text is whole without its sources"),
  REASONING("reasoning", Loss.DROP, "another model's seal on a thought is worth nothing"),
  CACHE_MARK("cache_control", Loss.DROP, "price and speed only"),
  PARTICIPANT("messages.name", Loss.DROP, "the text is whole without the name"),
  TOOL_ERROR("tool_result.is_error", Loss.DROP, "the result's text says what went wrong"),
  // Parts of a call for vectors.
  INPUT_TOKENS("input.tokens", Loss.REFUSE, "token ids mean other words to another model"),
  INPUT_COUNT("input", Loss.REFUSE, "one call takes fewer texts there"),
  DIMENSIONS("dimensions", Loss.REFUSE, "the caller's index has room for no other length"),
  INPUT_TYPE("input_type", Loss.REFUSE, "vectors made for another purpose find something else"),

  PROVIDER_CONTENT("content.type", Loss.DROP, "only its own provider can read it"),
  UNKNOWN("unknown", Loss.DROP, "no other provider is known to understand it");

  private final String label;
  private final Loss loss;
  private final String why;

  Field(String label, Loss loss, String why) {
    this.label = label;
    this.loss = loss;
    this.why = why;
  }

  /** What happens to a field its target cannot express. */
  public enum Loss {
    /** The request is refused with {@code unsupported_parameter} before anything is sent. */
    REFUSE,
    /** The request goes without it, and the answer and the metrics say so. */
    DROP
  }

  /** Its name in reports, metrics and the file. */
  public String label() {
    return label;
  }

  public Loss loss() {
    return loss;
  }

  /** Why it is refused, or why the call can do without it. */
  public String why() {
    return why;
  }

  public static Optional<Field> of(String label) {
    return Arrays.stream(values()).filter(field -> field.label.equals(label)).findFirst();
  }
}
