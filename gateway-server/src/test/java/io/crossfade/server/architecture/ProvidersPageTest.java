package io.crossfade.server.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderType;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.translate.ProviderApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of what providers' words mean is printed from the tables that read them. */
final class ProvidersPageTest {
  private static final Path PAGE = Path.of("../docs/providers.md");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");

  @Test
  void page_ofProvidersWords_isCurrent() throws IOException {
    StringBuilder page = new StringBuilder(ProvidersPage.INTRODUCTION);
    byApi().forEach((types, api) -> page.append(ProvidersPage.of(types, api)));
    if (WRITE) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/providers.md; write it anew with -Dgolden.write=true")
        .isEqualTo(page.toString());
  }

  /** APIs by the types of provider that are read alike, in the order of the types. */
  private static Map<String, ProviderApi> byApi() {
    Map<Class<?>, List<ProviderType>> types = new LinkedHashMap<>();
    Arrays.stream(ProviderType.values())
        .filter(type -> Providers.of(type).isPresent())
        .forEach(
            type ->
                types
                    .computeIfAbsent(api(type).responses().getClass(), _ -> new ArrayList<>())
                    .add(type));
    Map<String, ProviderApi> named = new LinkedHashMap<>();
    types
        .values()
        .forEach(
            alike ->
                named.put(
                    alike.stream()
                        .map(type -> "`" + type.label() + "`")
                        .collect(Collectors.joining(", ")),
                    api(alike.getFirst())));
    return named;
  }

  private static ProviderApi api(ProviderType type) {
    return Providers.of(type).orElseThrow();
  }
}
