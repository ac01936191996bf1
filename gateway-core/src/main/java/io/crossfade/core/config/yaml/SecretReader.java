package io.crossfade.core.config.yaml;

import io.crossfade.core.config.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads secrets: {@code ${ENV}}, {@code file:/path}, {@code caller}. Never quotes a value. */
public final class SecretReader {
  private static final String FILE = "file:";

  private SecretReader() {}

  /**
   * Reads one secret.
   *
   * @param mayBeTheirs whether {@code caller} is allowed here
   */
  public static @Nullable Secret read(YamlNode node, boolean mayBeTheirs) {
    Variables variables = node.variables();
    String value = variables == null ? null : variables.fill();
    if (variables == null || value == null) {
      return null;
    }
    if (variables.raw().equals("caller")) {
      return caller(node, mayBeTheirs);
    }
    if (variables.raw().startsWith(FILE)) {
      return inFile(node, value.substring(FILE.length()));
    }
    return value(node, variables.names(), value);
  }

  private static @Nullable Secret caller(YamlNode node, boolean allowed) {
    if (!allowed) {
      node.error(node.path() + " cannot be the caller's", "write \"${NAME}\" or file:/path");
      return null;
    }
    return new Secret.Caller();
  }

  private static @Nullable Secret inFile(YamlNode node, String path) {
    if (!path.startsWith("/")) {
      node.error(node.path() + " names no absolute path", "write file:/run/secrets/NAME");
      return null;
    }
    return new Secret.InFile(path);
  }

  private static @Nullable Secret value(YamlNode node, List<String> variables, String value) {
    if (value.isBlank()) {
      node.error(node.path() + " is empty", "set the variable, or write file:/path");
      return null;
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      node.error(
          node.path() + " has blanks, line ends or other characters no header may carry",
          "remove them from the value");
      return null;
    }
    if (variables.isEmpty()) {
      node.warning(
          node.path() + " stands in the file, where others may read it",
          "write \"${NAME}\" or file:/path, and change the key");
    }
    return new Secret.Value(variables.isEmpty() ? "" : variables.getFirst(), value);
  }
}
