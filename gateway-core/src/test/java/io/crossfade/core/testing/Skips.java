package io.crossfade.core.testing;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * With {@code CROSSFADE_SKIPS=fail} in the environment a test whose assumption does not hold fails,
 * unless it is the recordings that are absent, which cannot be installed; without it, nothing
 * changes. Meant for machines on which everything else ought to be present.
 */
public final class Skips implements InvocationInterceptor {
  private final boolean fail;

  /** Called by JUnit. */
  public Skips() {
    this("fail".equals(System.getenv("CROSSFADE_SKIPS")));
  }

  Skips(boolean fail) {
    this.fail = fail;
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
      throws Throwable {
    return proceed(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext call,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation);
  }

  <T extends @Nullable Object> T proceed(Invocation<T> invocation) throws Throwable {
    try {
      return invocation.proceed();
    } catch (Needs.Unobtainable e) {
      throw e;
    } catch (TestAbortedException e) {
      throw fail
          ? new AssertionError("left out, and CROSSFADE_SKIPS=fail: " + e.getMessage(), e)
          : e;
    }
  }
}
