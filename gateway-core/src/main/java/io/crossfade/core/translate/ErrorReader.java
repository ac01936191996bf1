package io.crossfade.core.translate;

import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ProviderErrors;
import java.util.Map;

/** Understands a provider's error answers: what each means for the caller, a retry and the arm. */
@FunctionalInterface
public interface ErrorReader {

  /** Reads by status, and by what all providers' bodies have in common. */
  ErrorReader COMMON = ProviderErrors::classify;

  Classified read(ErrorAnswer answer);

  /** Names of errors, lower case, that mean another status than the one they may come with. */
  default Map<String, Integer> types() {
    return Map.of();
  }
}
