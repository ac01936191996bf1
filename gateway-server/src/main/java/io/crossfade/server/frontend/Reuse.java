package io.crossfade.server.frontend;

import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.request.Intake;

/** Whether a connection can serve another request after the one it serves now. */
final class Reuse {
  private final Intake intake;
  private final ConnectionSet peers;
  private boolean inputClosed;
  private boolean bodyLate;
  private boolean continueOwed;

  Reuse(Intake intake, ConnectionSet peers) {
    this.intake = intake;
    this.peers = peers;
  }

  /** A request begins; its caller may hold the body back until he is told to go on. */
  void begin(boolean expectsContinue) {
    continueOwed = expectsContinue;
  }

  /** Tells the caller to go on, if he waits for it. */
  void sendContinue(OutBuffer out) {
    if (continueOwed) {
      continueOwed = false;
      out.room(Fields.CONTINUE.length).writeBytes(Fields.CONTINUE);
      out.flush();
    }
  }

  /** The caller sends nothing more. */
  void inputClosed() {
    inputClosed = true;
  }

  boolean isInputClosed() {
    return inputClosed;
  }

  /** The rest of the body is no longer waited for. */
  void bodyLate() {
    bodyLate = true;
  }

  /** False also when a caller who was not told to go on may or may not send his body. */
  boolean possible() {
    boolean bodyDone = intake.bodyDone();
    return !inputClosed
        && !bodyLate
        && (bodyDone || !continueOwed)
        && intake.bodyFault() == null
        && intake.restIsSmall();
  }

  /**
   * Whether another request is wanted as well: not while draining, save one that is there already.
   * An answer begun before that could not say so; its connection stays until the next one does.
   */
  boolean wanted() {
    return possible() && !(peers.draining() && (intake.isEmpty() || !intake.bodyDone()));
  }
}
