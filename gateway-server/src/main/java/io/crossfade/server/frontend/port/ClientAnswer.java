package io.crossfade.server.frontend.port;

import io.crossfade.core.Cancellation;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.frontend.request.RequestStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request, whichever version of HTTP its caller speaks: keeps it to one head, to
 * the length that was told, and to the caller's pace, and tells faults in the caller's shape.
 */
public final class ClientAnswer implements ResponseSink {

  private enum Body {
    NOT_BEGUN,
    NONE,
    SIZED,
    OPEN,
    OVER
  }

  private final AnswerWire wire;
  private final ErrorAnswers errors;
  private final Request request;
  private final Endpoint endpoint;
  private final RequestStream body;
  private final Cancellation cancellation = new Cancellation();

  private Body state = Body.NOT_BEGUN;
  private boolean events;
  private long remaining;
  private @Nullable Runnable next;
  private boolean running;

  /**
   * An answer not yet begun.
   *
   * @param errors shapes of error answers
   * @param endpoint whose shape they take
   * @param body of the request, told when the caller goes
   */
  public ClientAnswer(
      AnswerWire wire,
      ErrorAnswers errors,
      Request request,
      Endpoint endpoint,
      RequestStream body) {
    this.wire = wire;
    this.errors = errors;
    this.request = request;
    this.endpoint = endpoint;
    this.body = body;
  }

  public Request request() {
    return request;
  }

  public RequestStream body() {
    return body;
  }

  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void head(ResponseHead head) {
    if (state == Body.OVER) {
      return;
    }
    if (state != Body.NOT_BEGUN) {
      throw new IllegalStateException("an answer has one head");
    }
    state = bodyOf(head);
    remaining = head.length();
    String type = head.headers().get("content-type");
    events = type != null && type.startsWith("text/event-stream");
    wire.head(head, state == Body.NONE);
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    int bytes = piece.readableBytes();
    if (state == Body.NOT_BEGUN) {
      piece.release();
      throw new IllegalStateException("a body needs a head before it");
    }
    if (state == Body.OVER) {
      piece.release();
      return;
    }
    if (state == Body.NONE || bytes == 0) {
      piece.release();
    } else if (state == Body.SIZED && bytes > remaining) {
      piece.release();
      cut();
      cancellation.cancel();
      return;
    } else {
      remaining -= bytes;
      wire.piece(piece);
    }
    next = more;
    proceed();
  }

  @Override
  public void end(Ending ending) {
    if (state == Body.OVER) {
      return;
    }
    switch (ending) {
      case Ending.Complete _ -> complete();
      case Ending.Failed(Fault fault) -> failed(fault);
    }
  }

  /** The caller may take more again. */
  public void proceed() {
    if (running) {
      return;
    }
    running = true;
    for (Runnable now = next; now != null && wire.takesMore(); now = next) {
      next = null;
      now.run();
    }
    running = false;
  }

  /** The caller has gone: nothing more is written, and whoever works on the answer hears of it. */
  public void gone() {
    if (state != Body.OVER) {
      state = Body.OVER;
      next = null;
      cancellation.cancel();
      body.fail(RequestFaults.gone());
    }
  }

  /** Whether nothing more can come of it. */
  public boolean over() {
    return state == Body.OVER;
  }

  private Body bodyOf(ResponseHead head) {
    if (request.isHead() || head.status() == 204 || head.status() == 304) {
      return Body.NONE;
    }
    return head.length() >= 0 ? Body.SIZED : Body.OPEN;
  }

  private void complete() {
    if (state == Body.NOT_BEGUN) {
      failed(RequestFaults.defect(new IllegalStateException("an answer ended without a head")));
    } else if (state == Body.SIZED && remaining > 0) {
      cut();
    } else {
      finish();
    }
  }

  private void failed(Fault fault) {
    if (state == Body.NOT_BEGUN) {
      answer(fault);
    } else if (events && state == Body.OPEN) {
      write(Unpooled.wrappedBuffer(errors.event(endpoint, fault)));
      finish();
    } else if (state == Body.NONE) {
      finish();
    } else {
      cut();
    }
  }

  private void answer(Fault fault) {
    ByteBuf document = Unpooled.wrappedBuffer(errors.body(endpoint, fault));
    head(ErrorHeads.of(fault, document.readableBytes()));
    if (state == Body.NONE) {
      document.release();
    } else {
      write(document);
    }
    finish();
  }

  private void write(ByteBuf piece) {
    if (piece.isReadable()) {
      wire.piece(piece);
    } else {
      piece.release();
    }
  }

  private void finish() {
    close();
    wire.end();
  }

  private void cut() {
    close();
    wire.cut();
  }

  private void close() {
    state = Body.OVER;
    next = null;
    body.detach();
  }
}
