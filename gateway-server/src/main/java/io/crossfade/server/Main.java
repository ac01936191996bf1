package io.crossfade.server;

import io.crossfade.server.cli.CrossfadeCommand;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CrossfadeCommand.run(arguments));
  }
}
