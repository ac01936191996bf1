package io.crossfade.core.wire.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as they come, and where they are found at OpenAI and at Azure. */
final class OperationTest {

  @ParameterizedTest(name = "{0}?{1}")
  @CsvSource({
    "/v1/chat/completions,, /v1/chat/completions",
    "/v1/files, api-version=x, /v1/files?api-version=x",
    "/openai/v1/chat/completions, api-version=preview, /v1/chat/completions",
    "/openai/deployments/a%2Fb/chat/completions, api-version=2024-10-21, /v1/chat/completions",
    "/openai/deployments/a/ch%61t/completions, api-version=1, /v1/ch%61t/completions",
    "/openai/files/f-1/content, a=1&api-version=2024-10-21&b=2, /v1/files/f-1/content?a=1&b=2",
    "/openai/files, api%2Dversion=1&API-Version=2&x, /v1/files?x",
    "/openai/files, api-version&=&%zz=1, /v1/files?api-version&=&%zz=1",
  })
  void of_anyStyle_isOpenAisPath(String path, @Nullable String query, String expected) {
    Operation operation = Operation.of(path, query);
    assertThat(operation.path() + operation.queryText()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}?{1} at version {2}, deployment {3}")
  @CsvSource({
    "/v1/chat/completions,,, d, /openai/v1/chat/completions, false",
    "/v1/chat/completions, a=1,, d, /openai/v1/chat/completions?a=1, false",
    "/v1/chat/completions,, V, d, /openai/deployments/d/chat/completions?api-version=V, true",
    "/v1/embeddings, a=1, V, d, /openai/deployments/d/embeddings?api-version=V&a=1, true",
    "/v1/embeddings,, V, a/b c+%, /openai/deployments/a%2Fb%20c%2B%25/embeddings?api-version=V,"
        + " true",
    "/v1/embeddings,, V,, /openai/embeddings?api-version=V, false",
    "/v1/responses,, V, d, /openai/responses?api-version=V, false",
    "/v1/files/f,, V,, /openai/files/f?api-version=V, false",
    "/openai/v1/responses, api-version=preview,, d, /openai/v1/responses?api-version=preview,"
        + " false",
    "/openai/v1/responses, api-version=preview, V, d, /openai/responses?api-version=V, false",
    "/openai/deployments/x/completions, api-version=W,, d,"
        + " /openai/deployments/d/completions?api-version=W, true",
    "/openai/deployments/x/completions, api-version=W, V, d,"
        + " /openai/deployments/d/completions?api-version=W, true",
    "/openai/deployments/x/completions, api-version=, V, d,"
        + " /openai/deployments/d/completions?api-version=V, true",
    "/openai/deployments/x/completions,,, d, /openai/v1/completions, false",
    "/openai/responses, api-version=W&a=b,, d, /openai/responses?api-version=W&a=b, false",
  })
  void locate_atAzure_isItsPath(
      String path,
      @Nullable String query,
      @Nullable String version,
      @Nullable String deployment,
      String target,
      boolean namesModel) {
    assertThat(Azure.locate(Operation.of(path, query), version, deployment))
        .isEqualTo(new Azure.Located(target, namesModel));
  }

  @Test
  void of_spelledPath_isOfDeploymentsAllTheSame() {
    Operation spelled = Operation.of("/v1/ch%61t/completions", null);
    assertThat(Azure.locate(spelled, "V", "d").target())
        .isEqualTo("/openai/deployments/d/ch%61t/completions?api-version=V");
  }
}
