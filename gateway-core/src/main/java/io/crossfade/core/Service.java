package io.crossfade.core;

/**
 * Anything that answers a call: an upstream, a filter around an upstream, or a fake in a test.
 *
 * <p>{@code serve} returns at once. The answer reaches {@code sink} later, on the call's event
 * loop, in the order {@link ResponseSink} describes.
 */
@FunctionalInterface
public interface Service {
  void serve(Call call, ResponseSink sink);
}
