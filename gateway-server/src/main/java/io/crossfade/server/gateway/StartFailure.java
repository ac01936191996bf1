package io.crossfade.server.gateway;

import java.util.List;

/** Why the gateway does not start; each line says what is wrong, where, and what to do. */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** Exit status for a file that must be changed first. */
  public static final int BAD_INPUT = 2;

  /** Exit status for surroundings that must be changed first: a port, a store, a folder. */
  public static final int BAD_SURROUNDINGS = 1;

  private final int exitStatus;

  StartFailure(int exitStatus, List<String> lines) {
    super(String.join(System.lineSeparator(), lines));
    this.exitStatus = exitStatus;
  }

  public int exitStatus() {
    return exitStatus;
  }
}
