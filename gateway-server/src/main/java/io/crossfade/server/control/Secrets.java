package io.crossfade.server.control;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity;
import io.crossfade.server.credential.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current value of every secret in the configuration. Files are read when they change, by the
 * thread of {@link FileWatch}; asking is a look into memory, from any thread.
 */
public final class Secrets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

  private static final long MAX_BYTES = 1 << 20;

  private final FileWatch watch;
  private final Credentials credentials;
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private volatile Runnable afterReread = () -> {};
  private volatile Consumer<Config> preparation = _ -> {};

  /** Last values of files no longer named: calls under way may still need one. */
  private final Map<String, String> retired = new ConcurrentHashMap<>();

  public Secrets(FileWatch watch) {
    this(watch, Map.of());
  }

  /**
   * @param environment of which token services are found
   */
  public Secrets(FileWatch watch, Map<String, String> environment) {
    this.watch = watch;
    this.credentials = new Credentials(environment, this::reveal);
  }

  /**
   * Returns the value in force, or null for {@link Secret.Caller} and {@link Secret.Absent}, and
   * while there is no token. A file that the configuration has ceased to name keeps the value it
   * had last.
   */
  public @Nullable String reveal(Secret secret) {
    return switch (secret) {
      case Secret.Value value -> value.reveal();
      case Secret.InFile file -> inFile(file.path());
      case Secret.Caller caller -> null;
      case Secret.Absent absent -> null;
      case Secret.Issued(Identity to) -> credentials.get(to);
    };
  }

  private @Nullable String inFile(String path) {
    String current = files.get(path);
    return current == null ? retired.get(path) : current;
  }

  /**
   * Reads the secret files of a configuration that is about to be put in force.
   *
   * @return the first file that has no value for us, or empty when all have one
   */
  public Optional<String> load(Config config) {
    for (String path : pathsOf(config)) {
      if (!files.containsKey(path)) {
        watch.watch(Path.of(path), last -> reread(path, last));
        String value = read(path);
        if (value == null) {
          watch.forget(Path.of(path));
          return Optional.of(path);
        }
        files.put(path, value);
      }
    }
    preparation.accept(config);
    credentials.prepare(config);
    return Optional.empty();
  }

  /**
   * Has {@code fetch} run for each configuration about to be put in force, for credentials that are
   * in no file; it may block for a while.
   */
  public void onLoad(Consumer<Config> fetch) {
    preparation = fetch;
  }

  /**
   * Has {@code listener} run each time a secret file was read again, for what is made of secrets.
   */
  public void onReread(Runnable listener) {
    afterReread = listener;
  }

  /** Stops to look at the files that this configuration, now in force, no longer names. */
  public void retain(Config config) {
    Set<String> named = pathsOf(config);
    for (String path : Set.copyOf(files.keySet())) {
      if (!named.contains(path)) {
        watch.forget(Path.of(path));
        String last = files.get(path);
        if (last != null) {
          retired.put(path, last);
        }
        files.remove(path);
      }
    }
    credentials.retain(config);
  }

  /** Fetches no more tokens. */
  @Override
  public void close() {
    credentials.close();
  }

  private boolean reread(String path, boolean last) {
    String value = read(path);
    if (value != null) {
      files.put(path, value);
      LOG.info("secret file {} was read again", path);
      afterReread.run();
    } else if (last) {
      LOG.warn(
          "secret file {} is empty, cannot be read, or holds more than one word; the value read"
              + " before stays",
          path);
    }
    return value != null;
  }

  /** The secret in a file; null when there is none. */
  private static @Nullable String read(String path) {
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return null;
      }
      String value = withoutLineEnds(Files.readString(file, StandardCharsets.UTF_8));
      return headerSafe(value) ? value : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** A secret goes into a header field, so it must not be able to end one. */
  private static boolean headerSafe(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static String withoutLineEnds(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The secret of a provider, or of the identity that its tokens are fetched for. */
  private static Secret kept(ProviderConfig provider) {
    return provider.apiKey() instanceof Secret.Issued(Identity.EntraApp app)
        ? app.secret()
        : provider.apiKey();
  }

  private static Set<String> pathsOf(Config config) {
    Secret admin = config.server().adminKey();
    Stream<Secret> all =
        Stream.of(
                Stream.ofNullable(admin),
                config.providers().values().stream().map(Secrets::kept),
                config.keys().stream().map(KeyConfig::key),
                config.notices().targets().values().stream().map(NotifyTarget::secret),
                config.notices().targets().values().stream()
                    .flatMap(target -> Stream.ofNullable(target.signingKey())))
            .flatMap(secrets -> secrets);
    Set<String> paths = new LinkedHashSet<>();
    all.forEach(
        secret -> {
          if (secret instanceof Secret.InFile(String path)) {
            paths.add(path);
          }
        });
    return paths;
  }
}
