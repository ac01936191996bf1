package io.crossfade.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.crossfade.core.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dashboard's files: a fixed list, the same for everybody, without any data in them. */
final class Pages {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "/", new Asset("index.html", HTML),
          "/page.css", new Asset("page.css", CSS),
          "/page.js", new Asset("page.js", SCRIPT),
          "/api.js", new Asset("api.js", SCRIPT),
          "/migration.js", new Asset("migration.js", SCRIPT));

  private record Asset(String file, String type) {}

  private final Map<String, AdminResponse> pages =
      ASSETS.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, asset -> read(asset.getValue())));

  Optional<AdminResponse> page(String path) {
    return Optional.ofNullable(pages.get(path));
  }

  private static AdminResponse read(Asset asset) {
    try (InputStream file =
        requireNonNull(Pages.class.getResourceAsStream("page/" + asset.file()), asset.file())) {
      String text = new String(file.readAllBytes(), UTF_8);
      return new AdminResponse.Whole(200, headers(asset), text);
    } catch (IOException e) {
      throw new UncheckedIOException("the page is part of the program", e);
    }
  }

  /** Answers get these headers added to, so each one needs its own. */
  private static Headers headers(Asset asset) {
    return Headers.of(
        "content-type",
        asset.type(),
        "cache-control",
        "no-cache",
        "content-security-policy",
        POLICY,
        "x-content-type-options",
        "nosniff",
        "referrer-policy",
        "no-referrer");
  }
}
