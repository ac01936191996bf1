package io.crossfade.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.crossfade.server.admin.web.AdminResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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
          "/format.js", new Asset("format.js", SCRIPT),
          "/migration.js", new Asset("migration.js", SCRIPT));

  private record Asset(String file, String type) {}

  private final Map<String, String> texts =
      ASSETS.values().stream().collect(Collectors.toMap(Asset::file, asset -> read(asset.file())));

  /** A route for each file; nothing else of the page's folder can be asked for. */
  List<AdminRoute> routes() {
    return ASSETS.entrySet().stream()
        .map(file -> AdminRoute.open(file.getKey(), _ -> page(file.getValue())))
        .toList();
  }

  /** Answers get fields added on their way out, so each one needs its own. */
  private AdminResponse page(Asset asset) {
    String text = requireNonNull(texts.get(asset.file()), asset.file());
    return new AdminResponse.Whole(200, AdminResponse.fields(asset.type(), "no-cache"), text)
        .with("content-security-policy", POLICY);
  }

  /** A file of the page's folder. */
  static String read(String name) {
    try (InputStream file = requireNonNull(Pages.class.getResourceAsStream("page/" + name), name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the page is part of the program", e);
    }
  }
}
