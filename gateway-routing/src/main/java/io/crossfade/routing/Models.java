package io.crossfade.routing;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What routing asks about models. Immutable for the life of a snapshot; any thread may ask. */
public interface Models {

  /**
   * The model a caller means: the name less a provider's prefix, or what it is an alias of.
   *
   * @param asNamed what the request says, unescaped
   * @return null for a name that neither the file nor the catalogue knows
   */
  @Nullable String canonical(String asNamed);

  /** Name of the provider a canonical model goes to without routes, or null if none offers it. */
  @Nullable String providerOffering(String canonical);

  /** The known names most like that one, nearest first; may be empty. */
  List<String> nearest(String asNamed, int max);

  /** Every canonical id that some provider serves; routing them is prepared when compiled. */
  Collection<String> ids();
}
