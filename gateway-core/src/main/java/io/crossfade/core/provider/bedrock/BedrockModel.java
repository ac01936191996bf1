package io.crossfade.core.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.regex.Pattern;

/**
 * What a model's id tells of it: a model's own, an inference profile's such as {@code us.…}, or an
 * ARN, which need not tell anything.
 *
 * @param id as the file or the caller gives it
 * @param family whose own settings it takes
 */
record BedrockModel(String id, Family family) {
  /** Models of before extended thinking. Source: Amazon Bedrock User Guide, "Extended thinking". */
  private static final Pattern THOUGHTLESS =
      Pattern.compile("claude-(v\\d|instant|3-(5-)?(haiku|sonnet|opus))");

  /** Models whose own settings are known. */
  enum Family {
    CLAUDE,
    NOVA,
    GPT_OSS,
    MISTRAL,
    OTHER
  }

  static BedrockModel of(String id) {
    return new BedrockModel(id, family(id));
  }

  private static Family family(String id) {
    if (id.contains("anthropic.claude")) {
      return Family.CLAUDE;
    }
    if (id.contains("amazon.nova")) {
      return Family.NOVA;
    }
    if (id.contains("openai.gpt-oss")) {
      return Family.GPT_OSS;
    }
    return id.contains("mistral.") ? Family.MISTRAL : Family.OTHER;
  }

  /** Whether it can be told how much to think. */
  boolean thinks() {
    return switch (family) {
      case CLAUDE -> !THOUGHTLESS.matcher(id).find();
      case NOVA -> id.contains("nova-2");
      case GPT_OSS -> true;
      case MISTRAL, OTHER -> false;
    };
  }

  /** Whether prompts can be marked for its cache. */
  boolean caches() {
    return family == Family.CLAUDE || family == Family.NOVA;
  }

  /**
   * The id as one segment of a path, with all but unreserved characters encoded, as AWS signs it.
   * Source: AWS General Reference, "Create a signed AWS API request", {@code UriEncode}.
   */
  String segment() {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
  }
}
