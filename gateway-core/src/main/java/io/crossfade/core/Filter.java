package io.crossfade.core;

/** Wraps a service in one concern: it may change the call, the sink, or answer by itself. */
@FunctionalInterface
public interface Filter {
  Service decorate(Service next);
}
