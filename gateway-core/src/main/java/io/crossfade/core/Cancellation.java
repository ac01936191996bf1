package io.crossfade.core;

import org.jspecify.annotations.Nullable;

/** Tells whoever works on a call that its caller has gone. Used on the call's event loop only. */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Runnable hook;

  /** Runs {@code whenGone} once if the caller goes, at once if he has; replaces the last hook. */
  public void onCancel(@Nullable Runnable whenGone) {
    hook = whenGone;
    if (cancelled) {
      run();
    }
  }

  /** The caller has gone; later calls do nothing. */
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      run();
    }
  }

  public boolean cancelled() {
    return cancelled;
  }

  private void run() {
    Runnable now = hook;
    hook = null;
    if (now != null) {
      now.run();
    }
  }
}
