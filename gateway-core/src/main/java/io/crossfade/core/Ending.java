package io.crossfade.core;

import io.crossfade.core.fault.Fault;

/** How an answer ended. */
public sealed interface Ending {

  /** The answer that was begun is whole. */
  record Complete() implements Ending {}

  /**
   * The answer is missing or cut short. Before a head it becomes an error answer in the caller's
   * shape; after it, the wire's error event in a stream, and a broken connection anywhere else.
   */
  record Failed(Fault fault) implements Ending {}

  Ending COMPLETE = new Complete();

  static Ending failed(Fault fault) {
    return new Failed(fault);
  }
}
