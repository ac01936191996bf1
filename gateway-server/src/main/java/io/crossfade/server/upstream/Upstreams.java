package io.crossfade.server.upstream;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.server.upstream.connect.Dialer;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams of one configuration. A reload makes the next set, which shares the connections of
 * providers that did not change; the old set goes on serving the calls that hold it.
 */
public final class Upstreams {
  private final List<? extends EventLoop> loops;
  private final Dialer dialer;
  private final Map<String, HttpUpstream> byName;

  private Upstreams(
      List<? extends EventLoop> loops, Dialer dialer, Map<String, HttpUpstream> byName) {
    this.loops = loops;
    this.dialer = dialer;
    this.byName = byName;
  }

  /** The first set of a process, empty. */
  public static Upstreams none(List<? extends EventLoop> loops, Dialer dialer) {
    return new Upstreams(List.copyOf(loops), dialer, Map.of());
  }

  /**
   * The set for another configuration; this one stays as it is.
   *
   * @param providers by name
   */
  public Upstreams with(Map<String, ProviderConfig> providers) {
    Map<String, HttpUpstream> next = new LinkedHashMap<>();
    providers.forEach((name, provider) -> next.put(name, kept(name, provider)));
    return new Upstreams(loops, dialer, next);
  }

  /** Lets go of what {@code next} does not use; to be called once {@code next} is published. */
  public void retireFor(Upstreams next) {
    byName.forEach(
        (name, upstream) -> {
          if (!upstream.equals(next.byName.get(name))) {
            upstream.retire();
          }
        });
  }

  /** The upstream of that provider, or null when the configuration names none such. */
  public @Nullable HttpUpstream get(String provider) {
    return byName.get(provider);
  }

  /** All of them. */
  public Collection<HttpUpstream> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  private HttpUpstream kept(String name, ProviderConfig provider) {
    HttpUpstream known = byName.get(name);
    return known != null && known.serves(provider)
        ? known
        : new HttpUpstream(provider, loops, dialer);
  }
}
