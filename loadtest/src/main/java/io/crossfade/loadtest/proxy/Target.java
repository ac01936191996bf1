package io.crossfade.loadtest.proxy;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where requests are sent: a proxy, or the provider itself.
 *
 * @param name as it stands in the results
 * @param program none for the provider, which is no process of its own and costs nothing here
 */
public record Target(String name, InetSocketAddress address, @Nullable Program program)
    implements AutoCloseable {

  /** The provider itself. */
  public static final String DIRECT = "direct";

  /** The one whose figures are judged. */
  public static final String CROSSFADE = "crossfade";

  /** The one it is judged by. */
  public static final String NGINX = "nginx";

  public static Target direct(InetSocketAddress provider) {
    return new Target(DIRECT, provider, null);
  }

  /** Whether something stands between caller and provider. */
  public boolean isProxy() {
    return program != null;
  }

  /** Processor time so far, of all its threads, in nanoseconds. */
  public long cpuNanos() {
    return program == null ? 0 : program.cpuNanos();
  }

  /** Memory that is in RAM now. */
  public long residentBytes() {
    return program == null ? 0 : program.residentBytes();
  }

  /** Throws with what it last said if it has ended. */
  void checkRunning() {
    if (program != null) {
      program.checkRunning();
    }
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
