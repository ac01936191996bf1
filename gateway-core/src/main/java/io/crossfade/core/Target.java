package io.crossfade.core;

import org.jspecify.annotations.Nullable;

/**
 * Where an attempt goes.
 *
 * @param provider name of the provider in the configuration
 * @param model model id to send in place of the caller's, or null to send the canonical id of the
 *     model the caller named
 */
public record Target(String provider, @Nullable String model) {

  @Override
  public String toString() {
    return model == null ? provider : provider + "/" + model;
  }
}
