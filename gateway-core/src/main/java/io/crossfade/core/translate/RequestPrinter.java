package io.crossfade.core.translate;

import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.http.Headers;
import java.util.Set;

/** Prints a request as one provider wants it. */
public interface RequestPrinter {

  /**
   * What the provider's API can express at all. A request is rid of everything else before it is
   * printed, by {@link Fitting}, so that printers need not look for it.
   */
  Set<Field> expresses();

  /**
   * Fields of the provider's own that callers of any dialect may put into a request's body, and
   * that are printed as they came; nothing can stand for them in the callers' words.
   */
  default Set<String> ownFields() {
    return Set.of();
  }

  /** Dialects whose seals on thoughts its models take as well, since the same models made them. */
  default Set<String> kinSeals() {
    return Set.of();
  }

  /**
   * Returns the request to send.
   *
   * @param request fitted to {@link #expresses}
   * @param site whom it goes to
   * @param losses told of what cannot be said in this one case, such as a picture behind an address
   *     where only bytes are taken; if that makes a refusal, the result is not used
   */
  ProviderRequest print(ChatRequest request, Site site, Losses losses);

  /**
   * The fields that carry a key. Requests that must be signed are, where they are sent.
   *
   * @param key as the file or the environment gives it
   */
  default Headers credential(String key) {
    return Headers.of("authorization", "Bearer " + key);
  }
}
