package io.crossfade.server.frontend;

/** Where a caller's connection stands. */
enum Phase {
  /** Between requests. */
  IDLE,
  /** Some bytes of a head are there. */
  HEAD,
  /** A request is being served. */
  CALL,
  /** The answer is over, some of the request's body is still to come. */
  DISCARD,
  /** The last answer is written; what comes is dropped until the caller closes. */
  LINGER,
  CLOSED
}
