package io.crossfade.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.admin.access.Sessions;
import io.crossfade.server.admin.events.History;
import io.crossfade.server.control.ConfigFile;
import io.crossfade.server.control.ConfigSource;
import io.crossfade.server.control.FileWatch;
import io.crossfade.server.control.Secrets;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.store.SqliteEventLog;
import io.crossfade.server.store.Store;
import io.crossfade.server.usage.CostArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description describes exactly what exists. */
final class OpenApiTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void document_allRoutes_areDescribedAndNoOthers(@TempDir Path folder)
      throws IOException, StartFailure {
    JsonNode document = JSON.readTree(Pages.read("openapi.json"));
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    Set<String> described = new TreeSet<>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    try (AdminBench bench = new AdminBench(folder)) {
      assertThat(bench.get("/v1/management/openapi.json").json()).isEqualTo(document);
      assertThat(described).isEqualTo(existing(bench, folder));
    }
  }

  private static Set<String> existing(AdminBench bench, Path folder) throws IOException {
    try (FileWatch watch = new FileWatch();
        GatewayMetrics metrics = new GatewayMetrics("test");
        Store log = SqliteEventLog.open(folder.resolve("other.db"));
        CostArchive costs = new CostArchive(log, InstantSource.system(), System::nanoTime)) {
      ConfigFile file = new ConfigFile(bench.file, (_, _) -> new ConfigResult.Invalid(List.of()));
      AdminContext context =
          new AdminContext(
              bench.gateway().migrations(),
              new ConfigSource(file, new Secrets(watch), watch, _ -> {}),
              new History(log),
              metrics,
              costs,
              System::nanoTime);
      Set<String> routes = new TreeSet<>();
      ManagementApi.routes(context, new Health(), new Sessions(InstantSource.system()))
          .forEach(route -> routes.add(route.method() + " " + route.path()));
      return routes;
    }
  }
}
