package io.crossfade.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.wire.Wire;
import java.util.Locale;
import java.util.Optional;

/** The tiny calls that find out whether a model answers; which one fits, the model itself says. */
enum Probe {
  /** Anthropic's wire. */
  MESSAGES("/v1/messages"),
  CHAT("/v1/chat/completions"),
  /** Reasoning models refuse {@code max_tokens}, and think before they say a word. */
  REASONING("/v1/chat/completions"),
  RESPONSES("/v1/responses"),
  COMPLETIONS("/v1/completions"),
  EMBEDDINGS("/v1/embeddings");

  private static final int LEAST_TOKENS = 1;

  /** The least that the Responses API takes. */
  private static final int FEW_TOKENS = 16;

  private static final Catalog CATALOG = Catalog.builtIn();

  private final String path;

  Probe(String path) {
    this.path = path;
  }

  /** What to try first. */
  static Probe first(Wire wire, String model) {
    return switch (wire) {
      case ANTHROPIC -> MESSAGES;
      case OPENAI -> makesVectors(model) ? EMBEDDINGS : CHAT;
    };
  }

  /** Whether it is asked for vectors, as its name says. */
  static boolean makesVectors(String model) {
    return CATALOG.isEmbedding(model) || model.toLowerCase(Locale.ROOT).contains("embed");
  }

  /**
   * What to try instead, by the words providers refuse with.
   *
   * @param refusal body of a 4xx answer
   */
  Optional<Probe> instead(String refusal) {
    if (this != CHAT) {
      return Optional.empty();
    }
    if (refusal.contains("max_completion_tokens")) {
      return Optional.of(REASONING);
    }
    if (refusal.contains("v1/responses")) {
      return Optional.of(RESPONSES);
    }
    if (refusal.contains("v1/completions")) {
      return Optional.of(COMPLETIONS);
    }
    return refusal.toLowerCase(Locale.ROOT).contains("embedding")
        ? Optional.of(EMBEDDINGS)
        : Optional.empty();
  }

  /**
   * Whether a refusal proves as much as an answer: a model that ran out of tokens has taken the key
   * and the request.
   */
  boolean isAsGoodAsAnswered(String refusal) {
    return this == REASONING && refusal.contains("output limit was reached");
  }

  /** Path below the base URL. */
  String path() {
    return path;
  }

  ObjectNode body(String model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    switch (this) {
      case MESSAGES, CHAT -> hello(body).put("max_tokens", LEAST_TOKENS);
      case REASONING -> hello(body).put("max_completion_tokens", FEW_TOKENS);
      case RESPONSES -> body.put("input", "hi").put("max_output_tokens", FEW_TOKENS);
      case COMPLETIONS -> body.put("prompt", "hi").put("max_tokens", LEAST_TOKENS);
      case EMBEDDINGS -> body.put("input", "hi");
    }
    return body;
  }

  private static ObjectNode hello(ObjectNode body) {
    body.putArray("messages").addObject().put("role", "user").put("content", "hi");
    return body;
  }
}
