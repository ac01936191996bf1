package io.crossfade.server.frontend.http2;

import static java.util.Objects.requireNonNull;

import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.frontend.port.AnswerWire;
import io.crossfade.server.frontend.port.ClientAnswer;
import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.port.Dates;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.frontend.request.RequestStream;
import io.crossfade.server.http2.SentFields;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stream: a request, and its answer in frames. What waits to be sent is bounded for each stream
 * alone, so that a caller who lets one wait slows down no other.
 */
final class ServerStream implements AnswerWire {
  /** Stops taking pieces above it; with one piece more and its source's read it stays in 256 KB. */
  private static final int MOST_UNSENT_BYTES = 64 * 1024;

  private final Http2Connection connection;
  private final Http2Stream stream;
  private final ClientTimeouts timeouts;
  private final StreamInput input;
  private final RequestStream body;
  private @Nullable ClientAnswer answer;
  private int unsent;
  private boolean ended;
  private boolean continueOwed;
  private long bodyDeadline;
  private long progressNanos;

  /**
   * @param request or {@link Request#UNREADABLE}
   * @param ends whether no body follows
   */
  ServerStream(
      Http2Connection connection,
      Http2Stream stream,
      ClientTimeouts timeouts,
      Request request,
      boolean ends) {
    this.connection = connection;
    this.stream = stream;
    this.timeouts = timeouts;
    this.continueOwed = request.expectsContinue();
    this.input = new StreamInput(request.length(), ends, this::taken);
    this.body = new RequestStream(input, request.length(), this::wanted);
  }

  RequestStream body() {
    return body;
  }

  /** Says what will be answered here. */
  ClientAnswer begin(ClientAnswer begun) {
    answer = begun;
    return begun;
  }

  /** Takes a piece of the body; false when the body contradicts its length. */
  boolean receive(ByteBuf piece, boolean end) {
    if (answer().over()) {
      return true;
    }
    boolean fits = input.add(piece, end);
    if (fits) {
      body.pump();
    }
    return fits;
  }

  /** The stream is closed, or about to be. */
  void gone() {
    ended = true;
    answer().gone();
    input.release();
  }

  /** The caller has opened a window: he reads. */
  void progressed() {
    progressNanos = System.nanoTime();
  }

  /** The channel takes more again. */
  void proceed() {
    answer().proceed();
  }

  /** Looks at what takes too long. */
  void check(long nanos) {
    if (body.waits() && nanos - bodyDeadline >= 0) {
      body.fail(RequestFaults.bodyTimeout());
    } else if (unsent > 0 && nanos - progressNanos >= timeouts.writeNanos()) {
      connection.reset(stream, Http2Error.CANCEL);
      gone();
    }
  }

  @Override
  public boolean takesMore() {
    return !ended && unsent < MOST_UNSENT_BYTES && connection.takesMore();
  }

  @Override
  public void head(ResponseHead head, boolean bodiless) {
    Headers fields = head.headers();
    Http2Headers section = SentFields.withRoomFor(fields);
    section.status(Integer.toString(head.status()));
    SentFields.add(fields, section);
    if (!fields.contains("date")) {
      section.add("date", Dates.now().value());
    }
    if (head.length() >= 0 && head.status() != 204) {
      section.add("content-length", Long.toString(head.length()));
    }
    ended = bodiless;
    connection.sendHead(stream, section, bodiless);
    stopUpload(bodiless);
  }

  @Override
  public void piece(ByteBuf piece) {
    if (ended) {
      piece.release();
      return;
    }
    int bytes = piece.readableBytes();
    if (unsent == 0) {
      progressed();
    }
    unsent += bytes;
    connection.sendData(stream, piece, () -> sent(bytes));
  }

  @Override
  public void end() {
    input.release();
    if (!ended) {
      ended = true;
      connection.sendEnd(stream, () -> stopUpload(true));
    }
  }

  @Override
  public void cut() {
    ended = true;
    input.release();
    connection.reset(stream, Http2Error.INTERNAL_ERROR);
  }

  /** After a whole answer the rest of the request is of no use (RFC 9113 §8.1). */
  private void stopUpload(boolean answered) {
    if (answered && input.open()) {
      connection.reset(stream, Http2Error.NO_ERROR);
    }
  }

  private void sent(int bytes) {
    unsent -= bytes;
    progressed();
    if (!ended && takesMore()) {
      proceed();
    }
  }

  private void taken(int bytes) {
    connection.consumed(stream, bytes);
  }

  private void wanted() {
    if (continueOwed) {
      continueOwed = false;
      connection.sendHead(stream, SentFields.withRoomFor(new Headers()).status("100"), false);
    }
    bodyDeadline = ClientTimeouts.end(timeouts.bodyMillis());
  }

  private ClientAnswer answer() {
    return requireNonNull(answer, "a stream is given its answer at once");
  }
}
