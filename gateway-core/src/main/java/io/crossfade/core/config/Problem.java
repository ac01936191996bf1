package io.crossfade.core.config;

/**
 * Something the operator should change. Never holds a secret, nor a value that came from the
 * environment.
 *
 * @param file as the operator named it
 * @param line counts from 1
 * @param column counts from 1
 * @param message what is wrong
 * @param fix what to write instead
 */
public record Problem(String file, int line, int column, String message, String fix) {

  /** The form editors jump to: {@code file:line:column: message; fix}. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s; %s".formatted(file, line, column, message, fix);
  }
}
