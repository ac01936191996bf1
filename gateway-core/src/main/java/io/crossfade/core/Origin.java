package io.crossfade.core;

/**
 * Who called, where, and when.
 *
 * @param caller the gateway key behind the call, or {@link Caller#ANYONE}
 * @param loop index of the event loop that serves the call; what is kept per loop is indexed by it
 * @param acceptedNanos {@link System#nanoTime} when the first byte of the request was read
 * @param loopback whether the caller's address is this machine's
 * @param cancellation tells when the caller has gone
 */
public record Origin(
    Caller caller, int loop, long acceptedNanos, boolean loopback, Cancellation cancellation) {

  public Origin as(Caller identified) {
    return new Origin(identified, loop, acceptedNanos, loopback, cancellation);
  }
}
