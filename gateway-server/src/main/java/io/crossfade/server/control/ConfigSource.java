package io.crossfade.server.control;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import io.crossfade.server.signal.Signals;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the running configuration equal to the file: reads it again when it changes, and whenever
 * somebody asks. A file that cannot be used changes nothing; it is logged and reported.
 *
 * <p>Reloads take turns on the thread of {@link FileWatch}.
 */
public final class ConfigSource {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigSource.class);

  /** Puts a configuration in force. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Blocks until calls see the new configuration.
     *
     * @return one line that says what is different now, or why it is not in force
     */
    Reload apply(Config config);
  }

  /**
   * How a reload ended.
   *
   * @param ok whether the file is in force now
   * @param message what changed, or what is wrong and what to do about it
   */
  public record Reload(boolean ok, String message) {}

  private final ConfigFile file;
  private final Secrets secrets;
  private final FileWatch watch;
  private final Consumer<Reload> report;
  private volatile Sink sink = config -> new Reload(true, "nobody follows it yet");
  private volatile @Nullable Reload last;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable Config started;

  /**
   * @param report told of every reload, for the metrics
   */
  public ConfigSource(ConfigFile file, Secrets secrets, FileWatch watch, Consumer<Reload> report) {
    this.file = file;
    this.secrets = secrets;
    this.watch = watch;
    this.report = report;
  }

  /**
   * Reads file and secrets for the start, and puts nothing in force. Whatever changes from here on
   * is noticed by {@link #follow}.
   */
  public ConfigResult read() {
    watch.watch(file.path(), this::changed);
    ConfigResult result = current();
    if (result instanceof ConfigResult.Valid valid) {
      started = valid.config();
    }
    return result;
  }

  private ConfigResult current() {
    return switch (file.read()) {
      case ConfigResult.Valid valid -> withSecrets(valid);
      case ConfigResult.Invalid invalid -> invalid;
    };
  }

  private ConfigResult withSecrets(ConfigResult.Valid valid) {
    return secrets
        .load(valid.config())
        .<ConfigResult>map(path -> new ConfigResult.Invalid(List.of(missing(path))))
        .orElse(valid);
  }

  private Problem missing(String secretFile) {
    String message =
        "secret file %s is empty, cannot be read, or holds more than one word"
            .formatted(secretFile);
    String fix = "write the secret alone into it and let this user read it";
    return new Problem(file.path().toString(), 1, 1, message, fix);
  }

  /**
   * Hands every later version of the file to {@code next}, on changes and on SIGHUP. To be called
   * before {@link FileWatch#start}.
   */
  public void follow(Sink next) {
    sink = next;
    Signals.on("HUP", this::hangUp);
  }

  /** Reads the file once, however many signals came before that began. */
  void hangUp() {
    if (asked.compareAndSet(false, true)) {
      watch.execute(
          () -> {
            asked.set(false);
            load();
          });
    }
  }

  /** Reads the file again now, whether it looks changed or not. */
  public CompletableFuture<Reload> reload() {
    CompletableFuture<Reload> done = new CompletableFuture<>();
    watch.execute(() -> done.complete(load()));
    return done;
  }

  /** How the last reload ended, or null while the file of the start is in force. */
  public @Nullable Reload last() {
    return last;
  }

  private boolean changed(boolean second) {
    ConfigResult result = current();
    boolean tellNow = second || result instanceof ConfigResult.Valid;
    if (tellNow) {
      finish(result);
    }
    return tellNow;
  }

  private Reload load() {
    return finish(current());
  }

  private Reload finish(ConfigResult result) {
    Reload reload =
        switch (result) {
          case ConfigResult.Valid valid -> apply(valid);
          case ConfigResult.Invalid invalid -> refuse(invalid.problems());
        };
    last = reload;
    report.accept(reload);
    return reload;
  }

  private Reload apply(ConfigResult.Valid valid) {
    valid.warnings().forEach(warning -> LOG.warn("{}", warning));
    try {
      Reload reload = sink.apply(valid.config());
      if (!reload.ok()) {
        LOG.error("{}; the running configuration stays", reload.message());
        return reload;
      }
      secrets.retain(valid.config());
      LOG.info("configuration {} in force: {}", valid.config().hash(), reload.message());
      if (started != null) {
        FixedAtStart.waiting(started, valid.config()).ifPresent(LOG::warn);
      }
      return reload;
    } catch (RuntimeException e) {
      String message = "%s could not be put in force; please report this".formatted(file.path());
      LOG.error("{}; the running configuration stays", message, e);
      return new Reload(false, message);
    }
  }

  private static Reload refuse(List<Problem> problems) {
    String more = problems.size() == 1 ? "" : " (and %d more)".formatted(problems.size() - 1);
    String message = problems.getFirst() + more;
    LOG.error("{}; the running configuration stays", message);
    return new Reload(false, message);
  }
}
