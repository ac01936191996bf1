package io.crossfade.server.control;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signal by which Unix servers are told to read their configuration again.
 *
 * <p>Reached by reflection: {@code sun.misc.Signal} is supported ({@code jdk.unsupported}), but
 * naming it is a compiler warning that cannot be switched off.
 */
public final class Hangup {
  private Hangup() {}

  /**
   * Runs {@code action} on each SIGHUP, on a thread of the JVM's.
   *
   * @return false where there is no such signal
   */
  public static boolean onSignal(Runnable action) {
    try {
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(),
              new Class<?>[] {handlers},
              (proxy, method, arguments) -> handled(proxy, method, action));
      Class<?> signals = Class.forName("sun.misc.Signal");
      Object hup = signals.getConstructor(String.class).newInstance("HUP");
      signals.getMethod("handle", signals, handlers).invoke(null, hup, handler);
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private static Object handled(Object proxy, Method method, Runnable action) {
    return switch (method.getName()) {
      case "equals" -> false;
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "SIGHUP handler";
      default -> {
        action.run();
        yield proxy;
      }
    };
  }
}
