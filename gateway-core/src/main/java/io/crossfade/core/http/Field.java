package io.crossfade.core.http;

import org.jspecify.annotations.Nullable;

/** One header field. Immutable, but for a line that nobody may change. */
public final class Field {
  private final String name;
  private final String value;
  private final byte @Nullable [] line;

  /**
   * A field as {@link Headers} holds it.
   *
   * @param name in lower case
   * @param value without surrounding white space, one character per byte
   * @param line the field as it goes over the wire, {@code name: value} and CRLF, so that it need
   *     not be composed again; null for most
   */
  public Field(String name, String value, byte @Nullable [] line) {
    this.name = name;
    this.value = value;
    this.line = line;
  }

  public String name() {
    return name;
  }

  public String value() {
    return value;
  }

  /** The whole line, to be read only, or null. */
  public byte @Nullable [] line() {
    return line;
  }
}
