package io.crossfade.core.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in wire order. Names are lower case, values without surrounding white space, one
 * character per byte (ISO 8859-1). Not safe for use by several threads while it changes.
 */
public final class Headers {
  private static final int USUAL_FIELDS = 16;

  private String[] pairs = new String[2 * USUAL_FIELDS];
  private int size;

  /** Fields from alternating lower-case names and values. */
  public static Headers of(String... namesAndValues) {
    Headers headers = new Headers();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      headers.add(namesAndValues[at], namesAndValues[at + 1]);
    }
    return headers;
  }

  /** Appends a field; {@code name} must be lower case already. */
  public Headers add(String name, String value) {
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[2 * size] = name;
    pairs[2 * size + 1] = value;
    size++;
    return this;
  }

  /** The first field of that lower-case name, or null. */
  public @Nullable String get(String name) {
    for (int at = 0; at < size; at++) {
      if (name.equals(pairs[2 * at])) {
        return pairs[2 * at + 1];
      }
    }
    return null;
  }

  /** All values of that lower-case name, in wire order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int at = 0; at < size; at++) {
      if (name.equals(pairs[2 * at])) {
        values.add(pairs[2 * at + 1]);
      }
    }
    return values;
  }

  public boolean contains(String name) {
    return get(name) != null;
  }

  public int size() {
    return size;
  }

  public String name(int index) {
    return pairs[2 * index];
  }

  public String value(int index) {
    return pairs[2 * index + 1];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < size; at++) {
      text.append(name(at)).append(": ").append(value(at)).append('\n');
    }
    return text.toString();
  }
}
