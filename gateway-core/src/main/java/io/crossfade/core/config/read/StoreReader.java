package io.crossfade.core.config.read;

import io.crossfade.core.config.yaml.YamlNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code store}. Its value is never quoted: a database URL may hold a password. */
final class StoreReader {
  static final String DEFAULT = "sqlite:crossfade.db";

  private StoreReader() {}

  static String read(@Nullable YamlNode store) {
    String url = store == null ? DEFAULT : store.text();
    if (store == null || url == null) {
      return DEFAULT;
    }
    String scheme = url.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("postgresql:") || scheme.startsWith("postgres:")) {
      store.error("a PostgreSQL store is not available yet", "write " + DEFAULT);
    } else if (!url.startsWith("sqlite:") || url.length() == "sqlite:".length()) {
      store.error("store is no address of a store", "write sqlite:FILE, like " + DEFAULT);
    }
    return url;
  }
}
