package io.crossfade.core.provider.openai;

import static io.crossfade.core.chat.Field.AUDIO;
import static io.crossfade.core.chat.Field.AUDIO_OUTPUT;
import static io.crossfade.core.chat.Field.FUNCTIONS;
import static io.crossfade.core.chat.Field.FUNCTION_CALL;
import static io.crossfade.core.chat.Field.IMAGE;
import static io.crossfade.core.chat.Field.LOGIT_BIAS;
import static io.crossfade.core.chat.Field.LOGPROBS;
import static io.crossfade.core.chat.Field.MAX_TOKENS;
import static io.crossfade.core.chat.Field.METADATA;
import static io.crossfade.core.chat.Field.MODALITIES;
import static io.crossfade.core.chat.Field.N;
import static io.crossfade.core.chat.Field.PARALLEL_TOOL_CALLS;
import static io.crossfade.core.chat.Field.PARTICIPANT;
import static io.crossfade.core.chat.Field.PREDICTION;
import static io.crossfade.core.chat.Field.PROMPT_CACHE_KEY;
import static io.crossfade.core.chat.Field.REASONING;
import static io.crossfade.core.chat.Field.SAFETY_IDENTIFIER;
import static io.crossfade.core.chat.Field.SEED;
import static io.crossfade.core.chat.Field.SERVICE_TIER;
import static io.crossfade.core.chat.Field.STORE;
import static io.crossfade.core.chat.Field.THINKING;
import static io.crossfade.core.chat.Field.TOP_LOGPROBS;
import static io.crossfade.core.chat.Field.UPLOADED_FILE;
import static io.crossfade.core.chat.Field.USER;
import static io.crossfade.core.chat.Field.VERBOSITY;
import static io.crossfade.core.chat.Field.WEB_SEARCH;
import static io.crossfade.core.provider.openai.Quirks.Habit.NINE_LETTER_CALL_IDS;
import static io.crossfade.core.provider.openai.Quirks.Habit.NO_DEVELOPER_ROLE;
import static io.crossfade.core.provider.openai.Quirks.Habit.NO_FILES;
import static io.crossfade.core.provider.openai.Quirks.Habit.NO_REFUSALS;
import static io.crossfade.core.provider.openai.Quirks.Habit.NO_SCHEMA;
import static io.crossfade.core.provider.openai.Quirks.Habit.NO_STREAM_OPTIONS;
import static io.crossfade.core.provider.openai.Quirks.Habit.PICTURES_IN_RESULTS;
import static java.util.Map.entry;

import io.crossfade.core.chat.Field;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.provider.openai.Quirks.Thoughts;
import io.crossfade.core.translate.ProviderApi;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The providers that speak OpenAI's chat, and how each departs from it: one row each. Sources:
 * their API references, and Groq's and Ollama's pages on compatibility with OpenAI. What they
 * answer needs no rows: all their ways to say a thing are read from any of them.
 */
public final class OpenAiLike {
  private static final Map<Field, String> NEW_LIMIT = Map.of(MAX_TOKENS, "max_completion_tokens");

  /** What OpenAI alone offers. */
  private static final Set<Field> OPENAIS_OWN =
      Set.of(
          MODALITIES,
          AUDIO_OUTPUT,
          AUDIO,
          WEB_SEARCH,
          FUNCTIONS,
          FUNCTION_CALL,
          UPLOADED_FILE,
          STORE,
          METADATA,
          SAFETY_IDENTIFIER,
          SERVICE_TIER,
          VERBOSITY);

  private static final Quirks OPENAI =
      new Quirks(NEW_LIMIT, Set.of(REASONING), Thoughts.NOWHERE, Set.of());

  private static final Map<ProviderType, Quirks> ROWS =
      Map.ofEntries(
          entry(ProviderType.OPENAI, OPENAI),
          entry(ProviderType.AZURE, OPENAI),
          entry(
              ProviderType.MISTRAL,
              new Quirks(
                  Map.of(SEED, "random_seed"),
                  besides(LOGIT_BIAS, LOGPROBS, TOP_LOGPROBS, USER, THINKING, PARTICIPANT),
                  Thoughts.CONTENT,
                  Set.of(
                      NO_DEVELOPER_ROLE,
                      NO_STREAM_OPTIONS,
                      NO_FILES,
                      NO_REFUSALS,
                      NINE_LETTER_CALL_IDS,
                      PICTURES_IN_RESULTS))),
          entry(
              ProviderType.GROQ,
              new Quirks(
                  NEW_LIMIT,
                  besides(N, LOGIT_BIAS, LOGPROBS, TOP_LOGPROBS, PARTICIPANT, PREDICTION),
                  Thoughts.REASONING,
                  Set.of(NO_DEVELOPER_ROLE, NO_FILES, NO_REFUSALS))),
          entry(
              ProviderType.DEEPSEEK,
              new Quirks(
                  Map.of(),
                  besides(N, LOGIT_BIAS, PARALLEL_TOOL_CALLS, SEED, USER, IMAGE, PREDICTION),
                  Thoughts.REASONING_CONTENT,
                  Set.of(NO_DEVELOPER_ROLE, NO_SCHEMA, NO_FILES, NO_REFUSALS))),
          entry(
              ProviderType.XAI,
              new Quirks(
                  NEW_LIMIT,
                  besides(LOGIT_BIAS, THINKING, PREDICTION),
                  Thoughts.REASONING_CONTENT,
                  Set.of(NO_DEVELOPER_ROLE, NO_FILES, NO_REFUSALS))),
          entry(
              ProviderType.TOGETHER,
              new Quirks(
                  Map.of(),
                  besides(LOGPROBS, TOP_LOGPROBS, PARALLEL_TOOL_CALLS, USER, PROMPT_CACHE_KEY),
                  Thoughts.REASONING,
                  Set.of(NO_DEVELOPER_ROLE, NO_FILES, NO_REFUSALS))),
          entry(
              ProviderType.FIREWORKS,
              new Quirks(
                  Map.of(),
                  besides(),
                  Thoughts.REASONING_CONTENT,
                  Set.of(NO_DEVELOPER_ROLE, NO_FILES, NO_REFUSALS))),
          entry(
              ProviderType.OPENROUTER,
              new Quirks(Map.of(), Set.of(FUNCTIONS, FUNCTION_CALL), Thoughts.REASONING, Set.of())),
          entry(
              ProviderType.OLLAMA,
              new Quirks(
                  Map.of(),
                  besides(N, LOGIT_BIAS, PARALLEL_TOOL_CALLS, USER, PARTICIPANT, PREDICTION),
                  Thoughts.REASONING,
                  Set.of(NO_DEVELOPER_ROLE, NO_FILES, NO_REFUSALS))),
          entry(ProviderType.VLLM, unknown(Set.of(NO_DEVELOPER_ROLE))),
          entry(ProviderType.OPENAI_COMPATIBLE, unknown(Set.of())));

  private OpenAiLike() {}

  /** The API of that type's providers, or empty when it is not OpenAI's chat. */
  public static Optional<ProviderApi> of(ProviderType type) {
    return Optional.ofNullable(ROWS.get(type)).map(OpenAiLike::api);
  }

  private static ProviderApi api(Quirks quirks) {
    return new ProviderApi(
        OpenAiRequests.DIALECT,
        new OpenAiRequests(quirks),
        new OpenAiResponses(),
        OpenAiStream::new,
        new OpenAiErrors());
  }

  /** Nothing is known of what such a server refuses, so it is asked for everything. */
  private static Quirks unknown(Set<Quirks.Habit> habits) {
    return new Quirks(Map.of(), Set.of(), Thoughts.REASONING_CONTENT, habits);
  }

  private static Set<Field> besides(Field... more) {
    return Stream.concat(OPENAIS_OWN.stream(), Stream.of(more)).collect(Collectors.toSet());
  }
}
