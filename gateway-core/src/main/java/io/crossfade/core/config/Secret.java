package io.crossfade.core.config;

/** Where a secret comes from. The value itself is read late and is never part of a message. */
public sealed interface Secret {

  /**
   * A value found while the file was read; {@code toString} hides it.
   *
   * @param variable of the environment that held it, or empty when it stands in the file itself
   * @param reveal the secret
   */
  record Value(String variable, String reveal) implements Secret {
    @Override
    public String toString() {
      return variable.isEmpty() ? "***" : "${" + variable + "}";
    }
  }

  /** A file, read again when it changes; trailing line ends are not part of the secret. */
  record InFile(String path) implements Secret {}

  /** The caller's own credential goes through. */
  record Caller() implements Secret {}

  /** None is sent. */
  record Absent() implements Secret {}
}
