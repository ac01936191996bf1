package io.crossfade.core.wire.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/chat/completions, CHAT_COMPLETIONS, OPENAI,",
    "POST, /v1/completions, COMPLETIONS, OPENAI,",
    "POST, /v1/embeddings, EMBEDDINGS, OPENAI,",
    "POST, /v1/responses, RESPONSES, OPENAI,",
    "GET, /v1/responses/resp_1, PASS_THROUGH, OPENAI,",
    "DELETE, /v1/responses/resp_1, PASS_THROUGH, OPENAI,",
    "DELETE, /v1/models/ft:gpt-4o:org::1, PASS_THROUGH, OPENAI,",
    "POST, /v1/responses/resp_1/cancel, PASS_THROUGH, OPENAI,",
    "GET, /v1/responses/resp_1/input_items, PASS_THROUGH, OPENAI,",
    "POST, /v1/messages, MESSAGES, ANTHROPIC,",
    "POST, /v1/messages/count_tokens, COUNT_TOKENS, ANTHROPIC,",
    "POST, /v1/messages/batches, PASS_THROUGH, ANTHROPIC,",
    "GET, /v1/models, MODELS, OPENAI,",
    "HEAD, /v1/models, MODELS, OPENAI,",
    "GET, /v1/models/gpt-4o, MODEL, OPENAI, gpt-4o",
    "GET, /v1/models/openai/gpt-4o, MODEL, OPENAI, openai/gpt-4o",
    "GET, /v1/models/openai%2Fgpt-4o, MODEL, OPENAI, openai/gpt-4o",
    "GET, /v1/models/openai%2fgpt%2D4o, MODEL, OPENAI, openai/gpt-4o",
    "GET, /v1/models/gpt-4%2E1, MODEL, OPENAI, gpt-4.1",
    "GET, /v1/models/gpt-4.1, MODEL, OPENAI, gpt-4.1",
    "GET, /v1/models/a%252Fb, MODEL, OPENAI, a%2Fb",
    "GET, /v1/models/%D1%8F, MODEL, OPENAI, я",
    "GET, /v1/health, HEALTH, OPENAI,",
    "POST, /v1/images/generations, PASS_THROUGH, OPENAI,",
    "GET, /v1/files/file-1/content, PASS_THROUGH, OPENAI,",
    "POST, /v1/ch%61t/completions, CHAT_COMPLETIONS, OPENAI,",
    "POST, /openai/deployments/my-gpt/chat/completions, CHAT_COMPLETIONS, OPENAI, my-gpt",
    "POST, /openai/deployments/my%2Fgpt%2E1/embeddings, EMBEDDINGS, OPENAI, my/gpt.1",
    "POST, /openai/v1/responses, RESPONSES, OPENAI,",
    "POST, /openai/responses, RESPONSES, OPENAI,",
    "POST, /openai/deployments/gpt%204o/completions, COMPLETIONS, OPENAI, gpt 4o",
    "POST, /%6Fpenai/deployments/a%2Bb/chat/completions, CHAT_COMPLETIONS, OPENAI, a+b",
    "POST, /openai/deployments/a+b/chat/completions, CHAT_COMPLETIONS, OPENAI, a+b",
    "POST, /openai/deployments/w/audio/transcriptions, PASS_THROUGH, OPENAI, w",
    "POST, /openai/deployments/v1/images/generations, PASS_THROUGH, OPENAI, v1",
    "POST, /openai/v1/files, PASS_THROUGH, OPENAI,",
    "GET, /openai/files, PASS_THROUGH, OPENAI,",
    "GET, /openai/v1/models, MODELS, OPENAI,",
    "GET, /openai/models, MODELS, OPENAI,",
    "GET, /openai/v1/models/openai%2Fgpt-4o, MODEL, OPENAI, openai/gpt-4o",
  })
  void match_knownPath_isItsEndpoint(
      String method, String path, Kind kind, Wire wire, @Nullable String object) {
    assertThat(match(method, path)).isEqualTo(Result.ok(new Endpoint(kind, wire, object)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../admin",
        "/v1/files/..",
        "/v1/files/.",
        "/v1/./chat/completions",
        "/v1/..;/x",
        "/v1/chat/completions;x",
        "/v1/chat;x/completions",
        "/v1/chat/completions%3bx",
        "/v1/files/a;b=c",
        "/v1/%2e%2e/admin",
        "/v1/%2E%2E%2fadmin",
        "/v1/chat%2Fcompletions",
        "/v1/chat%2fcompletions",
        "/v1%2fchat/completions",
        "/v1/files/a%2Eb",
        "/v1/files/%00",
        "/v1/files/%5c..%5c",
        "/v1/a\\b",
        "/v1/files/%",
        "/v1/files/%2",
        "/v1/files/%zz",
        "/v1/files/%c3",
        "/v1/files/%0d%0a",
        "/v1/models/..%2Fadmin",
        "/v1/models/%2e%2e/admin",
        "/v1/models/a%00",
        "/v1/models/a%5cb",
        "/openai/deployments/..%2f/chat/completions",
        "/openai/deployments/a%00/chat/completions",
        "/openai/deployments/a%3Bb/chat/completions",
        "/openai/deployments/a;b=c/chat/completions",
        "/openai/deployments/a%5Cb/chat/completions",
        "/openai/deployments/a%2e%2e/chat/completions",
        "/openai/deployments/a%zz/chat/completions",
        "/openai/deployments/a%C0%AF/chat/completions",
        "/openai/deployments/a/chat%2Fcompletions",
        "/openai%2Fdeployments/a/chat/completions",
        "/openai/files/a%2Fb",
        "/v1/files/%7f",
        "/v1/%C0%AE%C0%AE/x",
        "*",
      })
  void match_unsafePath_isRefused(String path) {
    assertThat(fault("GET", path).kind()).isEqualTo(FaultKind.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "/chat/completions",
        "/v2/chat/completions",
        "/V1/models",
        "/v1/Chat/completions",
        "/v1/CHAT/COMPLETIONS",
        "/v1/Messages",
        "/v1/Models/gpt-4o",
        "/v1/Management/x",
        "/v1/ch%41t/completions",
        "/metrics",
        "/v1/chat/completions/",
        "/v1//chat/completions",
        "//v1/models",
        "/v1/management//x",
        "/v1/models/",
        "/v1/models//x",
        "/openai/deployments/x",
        "/openai/deployments/x/models",
        "/openai",
        "/openai/v1",
        "/openai/deployments",
        "/openai/deployments//chat/completions",
        "/openai/deployments/a/b/chat/completions",
        "/openai/deployments/a/chat/completions/",
        "/openai/deployments/a/Chat/Completions",
        "/openai/deployments/a/files",
        "/openai/v1/messages",
        "/openai/v1/deployments/a/chat/completions",
        "/openai/health",
        "/openai/management",
        "/openai/v1/management/keys",
        "/OpenAI/deployments/a/chat/completions",
      })
  void match_unknownPath_isNotFound(String path) {
    assertThat(fault("POST", path).kind()).isEqualTo(FaultKind.PATH_NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions",
    "HEAD, /v1/chat/completions",
    "PUT, /v1/messages",
    "GET, /v1/responses",
    "POST, /v1/models",
    "PUT, /v1/models/x",
    "POST, /v1/health",
    "GET, /openai/deployments/x/chat/completions",
  })
  void match_wrongMethod_isNotAllowed(String method, String path) {
    assertThat(fault(method, path).kind()).isEqualTo(FaultKind.METHOD_NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models, ANTHROPIC",
    "/v1/models/claude, ANTHROPIC",
    "/v1/files, ANTHROPIC",
    "/v1/nonsense/../x, ANTHROPIC",
    "/v1/chat/completions, OPENAI",
    "/openai/v1/files, OPENAI",
    "/openai/deployments/x/nonsense, OPENAI",
    "/v1/embeddings, OPENAI",
  })
  void wireOf_versionHeader_meansAnthropicOnSharedPaths(String path, Wire wire) {
    Headers headers = Headers.of("anthropic-version", "2023-06-01");
    assertThat(Endpoints.wireOf(new RequestHead("GET", path, null, headers))).isEqualTo(wire);
  }

  @Test
  void match_sharedPathWithVersionHeader_isAnthropic() {
    RequestHead head =
        new RequestHead("GET", "/v1/models", null, Headers.of("anthropic-version", "2023-06-01"));
    assertThat(Endpoints.match(head))
        .isEqualTo(Result.ok(new Endpoint(Kind.MODELS, Wire.ANTHROPIC, null)));
  }

  private static Result<Endpoint> match(String method, String path) {
    return Endpoints.match(new RequestHead(method, path, null, new Headers()));
  }

  private static Fault fault(String method, String path) {
    return switch (match(method, path)) {
      case Result.Ok<Endpoint>(Endpoint found) -> throw new AssertionError("matched " + found);
      case Result.Err<Endpoint>(Fault fault) -> fault;
    };
  }
}
