package io.crossfade.server.admin.access;

import io.crossfade.server.admin.web.AdminResponse;

/** Whether a request may pass. */
public sealed interface Access {

  /**
   * It may.
   *
   * @param by what opened the door, which the log of a migration names as the actor
   */
  record Granted(By by) implements Access {}

  /** It may not. */
  record Refused(AdminResponse.Whole answer) implements Access {}

  /** What opens the door. */
  enum By {
    KEY("admin-key"),
    SESSION("dashboard");

    private final String actor;

    By(String actor) {
      this.actor = actor;
    }

    public String actor() {
      return actor;
    }
  }
}
