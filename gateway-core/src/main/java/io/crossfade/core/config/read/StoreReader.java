package io.crossfade.core.config.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.StoreConfig;
import io.crossfade.core.config.yaml.Variables;
import io.crossfade.core.config.yaml.YamlNode;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code store}. Its value is never quoted: a database URL may hold a password. */
final class StoreReader {
  private static final String SQLITE = "sqlite:";
  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** User, password, host, port, database, ssl mode; {@code ${NAME}} may stand for any of them. */
  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?://([^:/?#@]+)(?::([^/?#]*))?@([^:/?#@]+)(?::([^/?#]+))?/([^/?#]+)"
              + "(?:\\?sslmode=([^&#]+))?");

  private final YamlNode store;
  private final Variables variables;

  private StoreReader(YamlNode store, Variables variables) {
    this.store = store;
    this.variables = variables;
  }

  static StoreConfig read(@Nullable YamlNode store) {
    Variables variables = store == null ? null : store.variables();
    return store == null || variables == null
        ? StoreConfig.Sqlite.DEFAULT
        : new StoreReader(store, variables).read();
  }

  private StoreConfig read() {
    String address = variables.fill();
    if (address == null) {
      return StoreConfig.Sqlite.DEFAULT;
    }
    if (address.startsWith("postgresql:") || address.startsWith("postgres:")) {
      boolean whole = variables.raw().startsWith("${");
      return postgresql(URL.matcher(whole ? address : variables.raw()), whole);
    }
    if (!address.startsWith(SQLITE) || address.length() == SQLITE.length()) {
      store.error(
          "store is no address of a store",
          "write sqlite:FILE, like " + StoreConfig.Sqlite.DEFAULT + ", or " + example());
      return StoreConfig.Sqlite.DEFAULT;
    }
    return new StoreConfig.Sqlite(address.substring(SQLITE.length()));
  }

  /** An address that came whole out of a variable is taken as any URL: percent-encoded. */
  private StoreConfig postgresql(Matcher url, boolean whole) {
    if (!url.matches()) {
      store.error("store is no address of a PostgreSQL database", "write " + example());
      return StoreConfig.Sqlite.DEFAULT;
    }
    String port = url.group(4) == null ? String.valueOf(DEFAULT_PORT) : part(url, 4);
    return new StoreConfig.Postgresql(
        part(url, 3), port(port), part(url, 5), part(url, 1), password(url, whole), sslMode(url));
  }

  private Secret password(Matcher url, boolean whole) {
    String raw = url.group(2);
    if (raw == null || raw.isEmpty()) {
      return new Secret.Absent();
    }
    List<String> names = whole ? List.of() : Variables.names(raw);
    if (!names.isEmpty()) {
      return new Secret.Value(names.getFirst(), variables.filled(raw));
    }
    if (!whole) {
      store.warning(
          "the store's password stands in the file, where others may read it",
          "write ${NAME} in its place, and change the password");
    }
    return new Secret.Value("", decoded(raw));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return text;
    }
  }

  private int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      store.error("the store's port is no number from 1 to 65535", "write " + example());
    }
    return port;
  }

  private @Nullable String sslMode(MatchResult url) {
    Optional<String> mode = Optional.ofNullable(url.group(6)).map(variables::filled);
    if (mode.isPresent() && !SSL_MODES.contains(mode.get())) {
      store.error("the store's sslmode is unknown", "write one of " + String.join(", ", SSL_MODES));
    }
    return mode.orElse(null);
  }

  private String part(MatchResult url, int group) {
    return variables.filled(url.group(group));
  }

  private static String example() {
    return "postgresql://USER:${PG_PASSWORD}@HOST/DATABASE";
  }
}
