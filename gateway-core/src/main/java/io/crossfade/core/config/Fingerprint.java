package io.crossfade.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.RecordComponent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names what a configuration means: equal for files that differ only in comments, order of keys,
 * quoting or the values of secrets, different for any other change. Walks the records themselves,
 * so a new component cannot be forgotten.
 */
public final class Fingerprint {
  private final StringBuilder text = new StringBuilder(4_096);

  private Fingerprint() {}

  /** Returns the configuration with its hash filled in: 16 hex digits of a SHA-256. */
  public static Config stamp(Config config) {
    Config bare = withHash(config, "");
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(bare);
    byte[] digest = sha256(fingerprint.text.toString().getBytes(UTF_8));
    return withHash(config, HexFormat.of().formatHex(digest, 0, 8));
  }

  private static Config withHash(Config config, String hash) {
    return new Config(
        config.server(),
        config.store(),
        config.providers(),
        config.models(),
        config.routes(),
        config.migrations(),
        config.keys(),
        config.notices(),
        config.costs(),
        config.translation(),
        config.responseHeaders(),
        config.drainMillis(),
        config.retention(),
        hash);
  }

  /** Lengths stand before texts, so that no two values read alike. */
  private void add(@Nullable Object value) {
    switch (value) {
      case Secret.Value(String variable, String _) -> add("variable " + variable);
      case Record record -> addRecord(record);
      case Map<?, ?> map -> addAll(pairs(map));
      case Set<?> set -> addAll(set.stream().map(String::valueOf).sorted().toList());
      case Collection<?> list -> addAll(list);
      case null -> text.append('-');
      default -> {
        String plain = value.toString();
        text.append(plain.length()).append(':').append(plain);
      }
    }
  }

  private static List<List<Object>> pairs(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void addAll(Collection<?> values) {
    text.append('[');
    values.forEach(this::add);
    text.append(']');
  }

  private void addRecord(Record record) {
    text.append('(').append(record.getClass().getSimpleName());
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      add(read(record, component));
    }
    text.append(')');
  }

  private static @Nullable Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
