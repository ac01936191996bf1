package io.crossfade.core.provider.gemini;

import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.http.Headers;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.RequestPrinter;
import io.crossfade.core.translate.Site;
import java.util.Set;

/**
 * Prints the same body for Google Cloud, below a project and a region. Source: Vertex AI API
 * reference, "projects.locations.publishers.models.generateContent". The credential is an access
 * token; settings are {@code project} and {@code region}.
 */
public final class VertexRequests implements RequestPrinter {

  /** The whole API, both ways. */
  public static final ProviderApi API =
      new ProviderApi(
          GeminiRequests.DIALECT,
          new VertexRequests(),
          new GeminiResponses(),
          GeminiStream::new,
          new GeminiErrors());

  @Override
  public Set<Field> expresses() {
    return GeminiRequests.EXPRESSED;
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    String model = GeminiModel.of(request.model()).path("publishers/google/models/");
    return ProviderRequest.of(
        place(site) + model + GeminiRequests.method(request),
        new Headers(),
        GeminiRequests.body(request, site, losses));
  }

  private static String place(Site site) {
    return "/v1beta1/projects/%s/locations/%s/"
        .formatted(
            site.settings().getOrDefault("project", ""),
            site.settings().getOrDefault("region", "global"));
  }
}
