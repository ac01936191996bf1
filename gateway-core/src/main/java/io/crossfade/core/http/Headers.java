package io.crossfade.core.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in wire order. Names are lower case, values without surrounding white space, one
 * character per byte (ISO 8859-1). Not safe for use by several threads while it changes.
 */
public final class Headers {
  private static final int USUAL_FIELDS = 16;

  private @Nullable Field[] fields = new @Nullable Field[USUAL_FIELDS];
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
    return add(new Field(name, value, null));
  }

  /** Appends a field that may also be part of other heads. */
  public Headers add(Field field) {
    if (size == fields.length) {
      fields = Arrays.copyOf(fields, 2 * size);
    }
    fields[size++] = field;
    return this;
  }

  /** Appends all fields of others. */
  public Headers and(Headers others) {
    for (int at = 0; at < others.size(); at++) {
      add(others.field(at));
    }
    return this;
  }

  /** The first field of that lower-case name, or null. */
  public @Nullable String get(String name) {
    for (int at = 0; at < size; at++) {
      if (name.equals(name(at))) {
        return value(at);
      }
    }
    return null;
  }

  /** All values of that lower-case name, in wire order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int at = 0; at < size; at++) {
      if (name.equals(name(at))) {
        values.add(value(at));
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
    return field(index).name();
  }

  public String value(int index) {
    return field(index).value();
  }

  /** One field, to be added to other heads as it is. */
  public Field field(int index) {
    return Objects.requireNonNull(fields[index], "an index below size()");
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
