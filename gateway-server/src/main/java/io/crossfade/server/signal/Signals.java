package io.crossfade.server.signal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hears Unix signals.
 *
 * <p>Reached by reflection: {@code sun.misc.Signal} is supported ({@code jdk.unsupported}), but
 * naming it is a compiler warning that cannot be switched off.
 */
public final class Signals {
  private Signals() {}

  /**
   * Runs {@code action} each time the process gets that signal, on a thread of the JVM's, in place of
   * what the JVM would do.
   *
   * @param name without its prefix: {@code HUP}, {@code TERM}, {@code INT}
   * @return false where there is no such signal
   */
  public static boolean on(String name, Runnable action) {
    try {
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlers},
              (proxy, method, arguments) -> handled(proxy, method, action));
      Class<?> signals = Class.forName("sun.misc.Signal");
      Object signal = signals.getConstructor(String.class).newInstance(name);
      signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private static Object handled(Object proxy, Method method, Runnable action) {
    return switch (method.getName()) {
      case "equals" -> false;
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "signal handler";
      default -> {
        action.run();
        yield proxy;
      }
    };
  }
}
