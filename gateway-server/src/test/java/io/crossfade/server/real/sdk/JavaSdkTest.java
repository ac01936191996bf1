package io.crossfade.server.real.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's SDK for Java sees over the gateway what it would see directly. */
final class JavaSdkTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void openaiForJava_overTheGateway_behavesAsDirectly(@TempDir Path folder) {
    try (SdkBench bench = new SdkBench(folder)) {
      OpenAIClient client =
          OpenAIOkHttpClient.builder()
              .baseUrl(bench.url() + "/v1")
              .apiKey("callers-own-key")
              .putHeader("x-request-id", "sdk-call-1")
              .build();
      models(client);
      chat(client);
      stream(client);
      tools(client);
      form(client);
      picture(client);
      embedding(client);
      failures(client);
      abort(client);
      bench.checkCancelled();
      client.close();
      bench.checkKeys();
    }
    assertThat(said).containsExactlyElementsOf(SdkLines.openai("own"));
  }

  private void say(String name, Object value) {
    said.add(name + "=" + value);
  }

  private void models(OpenAIClient client) {
    say(
        "models",
        client.models().list().autoPager().stream().map(Model::id).anyMatch("gpt-4o"::equals));
    say("model", client.models().retrieve("gpt-4o").id());
  }

  private void chat(OpenAIClient client) {
    ChatCompletion answer = client.chat().completions().create(ask("gpt-4o").build());
    say("chat", text(answer));
    say("usage", answer.usage().orElseThrow().totalTokens());
    try (var raw = client.chat().completions().withRawResponse().create(ask("gpt-4o").build())) {
      say("request id", raw.headers().values("x-request-id").getFirst());
    }
  }

  private void stream(OpenAIClient client) {
    var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    ChatCompletion whole = gathered(client, ask("gpt-4o").streamOptions(options).build());
    say("stream", text(whole));
    say("stream usage", whole.usage().orElseThrow().totalTokens());
  }

  private void tools(OpenAIClient client) {
    ChatCompletionCreateParams params =
        ask("gpt-4o")
            .addFunctionTool(FunctionDefinition.builder().name("get_weather").build())
            .build();
    say("tool", call(client.chat().completions().create(params)));
    say("tool stream", call(gathered(client, params)));
  }

  private void form(OpenAIClient client) {
    var answer =
        client.chat().completions().create(ask("gpt-4o").responseFormat(Greeting.class).build());
    say("object", answer.choices().getFirst().message().content().orElseThrow().greeting);
  }

  /** The form of an answer. */
  static final class Greeting {
    public String greeting = "";
  }

  private void picture(OpenAIClient client) {
    var url = ChatCompletionContentPartImage.ImageUrl.builder().url("data:image/png;base64,iVBO");
    var part = ChatCompletionContentPartImage.builder().imageUrl(url.build()).build();
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o")
            .addUserMessageOfArrayOfContentParts(
                List.of(ChatCompletionContentPart.ofImageUrl(part)))
            .build();
    say("image", text(client.chat().completions().create(params)));
  }

  private void embedding(OpenAIClient client) {
    var params = EmbeddingCreateParams.builder().model("text-embedding-3-small").input("a").build();
    say(
        "embedding",
        client.embeddings().create(params).data().getFirst().embedding().stream()
            .map(number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString())
            .collect(Collectors.joining(" ")));
  }

  private void failures(OpenAIClient client) {
    say("bad request", failure(client, "gpt-bad-request"));
    say("unknown to provider", failure(client, "gpt-unknown"));
    say("unknown here", failure(client, "mystery-1"));
    say("limited", failure(client.withOptions(options -> options.maxRetries(0)), "gpt-limited"));
    say("retried", text(client.chat().completions().create(ask("gpt-limited-once").build())));
  }

  private void abort(OpenAIClient client) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("gpt-endless").build())) {
      ChatCompletionChunk first = stream.stream().iterator().next();
      say("aborted", first.choices().getFirst().delta().content().orElseThrow());
    }
  }

  private static String failure(OpenAIClient client, String model) {
    try {
      return text(client.chat().completions().create(ask(model).build()));
    } catch (OpenAIServiceException e) {
      return "%d %s %s %s %s"
          .formatted(
              e.statusCode(),
              e.getClass().getSimpleName().replace("Exception", "Error"),
              e.type().orElse("null"),
              e.code().orElse("null"),
              e.param().orElse("null"));
    }
  }

  private static ChatCompletion gathered(OpenAIClient client, ChatCompletionCreateParams params) {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.chatCompletion();
  }

  private static ChatCompletionCreateParams.Builder ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello.");
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().getFirst().message().content().orElseThrow();
  }

  private static String call(ChatCompletion answer) {
    var function =
        answer.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
    return function.function().name() + " " + function.function().arguments();
  }
}
