package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.RequestBody;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The body of the request being served, taken from its connection piece by piece, on demand. */
public final class RequestStream implements RequestBody {

  private final Pieces source;
  private final Runnable wanted;
  private final long length;
  private final Runnable more = this::demand;
  private @Nullable Reader reader;
  private boolean demanded;
  private boolean over;
  private boolean pumping;

  /**
   * @param length of the body, or -1
   * @param wanted run when more bytes are needed: the socket should be read, and {@code 100
   *     Continue} sent where it was asked for
   */
  public RequestStream(Pieces source, long length, Runnable wanted) {
    this.source = source;
    this.length = length;
    this.wanted = wanted;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readInto(Reader into) {
    if (reader != null) {
      throw new IllegalStateException("a streaming body can be read once");
    }
    reader = into;
    if (over) {
      into.failed(RequestFaults.gone());
    } else {
      demand();
    }
  }

  /** Whether a reader waits for bytes. */
  public boolean waits() {
    return demanded && !over;
  }

  /** Delivers what is there, as far as it was asked for. */
  public void pump() {
    Reader to = reader;
    if (pumping || to == null) {
      return;
    }
    pumping = true;
    while (waits() && deliver(to)) {
      // One step each.
    }
    pumping = false;
    if (waits()) {
      wanted.run();
    }
  }

  /** The body breaks off. */
  public void fail(Fault fault) {
    boolean tell = !over && reader != null;
    over = true;
    if (tell && reader != null) {
      reader.failed(fault);
    }
  }

  /** The call is over; whoever still asks for more of its body gets nothing. */
  public void detach() {
    over = true;
  }

  private void demand() {
    demanded = true;
    pump();
  }

  private boolean deliver(Reader to) {
    ByteBuf piece = source.nextPiece();
    if (piece != null) {
      demanded = false;
      to.piece(piece, more);
      return true;
    }
    if (source.bodyDone()) {
      over = true;
      to.end();
      return true;
    }
    Fault fault = source.bodyFault();
    if (fault != null) {
      fail(fault);
    }
    return false;
  }
}
