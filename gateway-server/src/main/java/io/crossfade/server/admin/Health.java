package io.crossfade.server.admin;

import io.crossfade.server.admin.web.AdminResponse;

/** Whether a load balancer should send work here. */
final class Health {
  private final long startedNanos = System.nanoTime();
  private volatile boolean draining;

  void draining() {
    draining = true;
  }

  long uptimeSeconds() {
    return (System.nanoTime() - startedNanos) / 1_000_000_000L;
  }

  AdminResponse alive() {
    return AdminResponse.text(200, "text/plain; charset=utf-8", "ok\n");
  }

  AdminResponse ready() {
    return draining
        ? AdminResponse.text(503, "text/plain; charset=utf-8", "draining\n")
        : AdminResponse.text(200, "text/plain; charset=utf-8", "ready\n");
  }
}
