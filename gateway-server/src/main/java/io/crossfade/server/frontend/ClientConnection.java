package io.crossfade.server.frontend;

import io.crossfade.core.Ending;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.frontend.port.ClientAnswer;
import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.Peer;
import io.crossfade.server.frontend.port.Place;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.frontend.port.WriteWatch;
import io.crossfade.server.frontend.request.Intake;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.frontend.request.RequestStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: reads requests, has each served, and goes on to the next once its answer
 * is over. Runs on the connection's loop only.
 *
 * <p>The socket is read only when bytes are wanted. While a call is served one read stays open all
 * the same: it is the read the next request needs anyway, and it is how a caller's going is seen.
 *
 * <p>A caller who closes his sending side counts as gone, as for nginx and Envoy: nearly all who do
 * have closed the whole connection, the two look alike from here, and tokens made for nobody cost
 * money. Only who said that this is his last request ({@code connection: close}) may do it early.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Peer {
  private static final int MOST_WAITING_BYTES = 64 * 1024;

  private final Port port;
  private final ConnectionSet peers;
  private final Channel channel;
  private final OutBuffer out;
  private final ClientTimeouts timeouts;
  private final Intake intake;
  private final Reuse reuse;
  private final WriteWatch writes;
  private final Place place;
  private final BodyPace pace;

  private final Http1Answer wire;

  private Phase phase = Phase.IDLE;
  private @Nullable ClientAnswer answer;
  private long acceptedNanos;
  private long deadline;
  private boolean advancing;
  private boolean reading;

  ClientConnection(Port port, ConnectionSet peers, Channel channel) {
    this.port = port;
    this.peers = peers;
    this.channel = channel;
    this.out = new OutBuffer(channel);
    this.timeouts = port.settings().timeouts();
    this.wire = new Http1Answer(this);
    this.writes = new WriteWatch(channel, timeouts.writeMillis());
    this.pace = new BodyPace(timeouts.bodyMillis());
    this.intake = new Intake(port.reader(), port.settings().limits());
    this.reuse = new Reuse(intake, peers);
    this.place = port.placeOf(channel);
    this.deadline = ClientTimeouts.end(timeouts.idleMillis());
    peers.add(this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    readOn();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (phase == Phase.LINGER || phase == Phase.CLOSED) {
      bytes.release();
    } else {
      pace.arrived(bytes.readableBytes(), System.nanoTime());
      intake.add(bytes, channel.alloc());
      advance();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    readOn();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (takesMore()) {
      if (answer != null) {
        answer.proceed();
      }
      advance();
      readOn();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      inputClosed();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (phase != Phase.CLOSED) {
      phase = Phase.CLOSED;
      peers.remove(this);
      intake.clear();
      out.drop();
      ClientAnswer unfinished = answer;
      answer = null;
      if (unfinished != null) {
        unfinished.gone();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    port.failed(thrown);
    close();
  }

  OutBuffer out() {
    return out;
  }

  /** Whether the caller keeps up, so that more may be written. */
  boolean takesMore() {
    return phase != Phase.CLOSED && channel.isWritable();
  }

  /** Whether the connection cannot be used for another request. */
  boolean closesAfterAnswer() {
    return !reuse.wanted();
  }

  /** The answer is written; {@code close} when it said that it is the last one. */
  void answered(boolean close) {
    boolean asked = answer != null && !answer.request().keepAlive() && intake.bodyDone();
    answer = null;
    if (close || !reuse.possible()) {
      closeGracefully(asked);
      return;
    }
    phase = Phase.DISCARD;
    deadline = ClientTimeouts.end(timeouts.bodyMillis());
    advance();
    readOn();
  }

  /** The answer is cut short. */
  void breakOff(boolean reset) {
    answer = null;
    linger();
    if (reset) {
      out.reset();
    } else {
      out.close(true);
    }
  }

  @Override
  public boolean isIdle() {
    return phase == Phase.IDLE && intake.isEmpty() && writes.nothingWaits();
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void close() {
    out.closeNow();
  }

  /** Answers bytes that are no request, or a connection too many. */
  void refuse(Fault fault) {
    RequestStream none = new RequestStream(intake, 0, () -> {});
    wire.begin(Request.UNREADABLE);
    port.refusal(wire, none).end(Ending.failed(fault));
  }

  @Override
  public void check(long nanos) {
    boolean late = nanos - deadline >= 0;
    if (writes.stalled(nanos) || ((late || peers.mayClose(deadline, nanos)) && isIdle())) {
      close();
    } else if (late) {
      late();
    }
  }

  private void late() {
    switch (phase) {
      case HEAD -> refuse(RequestFaults.headTimeout());
      case CALL -> bodyLate();
      case DISCARD, LINGER -> close();
      case IDLE, CLOSED -> {}
    }
  }

  private void bodyLate() {
    if (answer != null && answer.body().waits()) {
      reuse.bodyLate();
      answer.body().fail(RequestFaults.bodyTimeout());
    }
  }

  private void advance() {
    if (!advancing) {
      advancing = true;
      while (step()) {
        // One phase each.
      }
      advancing = false;
      intake.trim();
    }
  }

  /** Does what can be done in this phase; true when the next one may find work at once. */
  private boolean step() {
    return switch (phase) {
      case IDLE, HEAD -> takesMore() && !intake.isEmpty() && readHead();
      case CALL -> pump();
      case DISCARD -> discard();
      case LINGER, CLOSED -> false;
    };
  }

  private boolean pump() {
    if (answer != null) {
      answer.body().pump();
    }
    return phase != Phase.CALL;
  }

  private boolean readHead() {
    Result<Request> read = intake.next();
    if (phase == Phase.IDLE && (read != null || !intake.isEmpty())) {
      acceptedNanos = System.nanoTime();
      deadline = ClientTimeouts.end(timeouts.headMillis());
      phase = Phase.HEAD;
    }
    switch (read) {
      case null -> {}
      case Result.Err<Request>(Fault fault) -> refuse(fault);
      case Result.Ok<Request>(Request request) -> serve(request);
    }
    return read != null;
  }

  private void serve(Request request) {
    pace.begin();
    reuse.begin(request.expectsContinue());
    RequestStream body = new RequestStream(intake, request.length(), this::wanted);
    wire.begin(request);
    ClientAnswer sink = port.answer(wire, request, body);
    answer = sink;
    phase = Phase.CALL;
    port.serve(sink, place.origin(acceptedNanos, sink));
  }

  private void wanted() {
    reuse.sendContinue(out);
    deadline = pace.deadline(System.nanoTime());
    readOn();
  }

  private boolean discard() {
    ByteBuf piece = intake.nextPiece();
    if (piece != null) {
      piece.release();
      return true;
    }
    if (intake.bodyDone()) {
      phase = Phase.IDLE;
      deadline = ClientTimeouts.end(timeouts.idleMillis());
      return true;
    }
    if (intake.bodyFault() != null) {
      closeGracefully(false);
    }
    return false;
  }

  private void inputClosed() {
    reuse.inputClosed();
    boolean lastRequest = answer != null && !answer.request().keepAlive() && intake.bodyArrived();
    if (!lastRequest) {
      close();
    }
  }

  /**
   * Ends the connection after its last answer.
   *
   * @param asked whether the caller has sent all he ever will
   */
  private void closeGracefully(boolean asked) {
    boolean silent = asked || reuse.isInputClosed();
    linger();
    out.close(silent);
    if (!silent) {
      readOn();
    }
  }

  private void linger() {
    phase = Phase.LINGER;
    deadline = ClientTimeouts.end(ClientTimeouts.LINGER_MILLIS);
    intake.clear();
  }

  private void readOn() {
    if (!reading && !reuse.isInputClosed() && wantsBytes()) {
      reading = true;
      channel.read();
    }
  }

  private boolean wantsBytes() {
    return switch (phase) {
      case IDLE, HEAD -> takesMore() || intake.size() < MOST_WAITING_BYTES;
      case CALL ->
          intake.bodyDone()
              ? intake.size() < MOST_WAITING_BYTES
              : answer != null && answer.body().waits();
      case DISCARD, LINGER -> true;
      case CLOSED -> false;
    };
  }
}
