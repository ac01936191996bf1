package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.upstream.connect.ConnectFaults;
import io.crossfade.server.upstream.connect.Dialer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One request under way: finds a connection for it, tries once more where a pooled one turns out to
 * be stale, and hands the answer on as it is asked for. On its loop only.
 */
final class HttpExchange implements Exchange, Dialer.Outcome {
  private static final int MOST_SENT_AGAIN = 3;

  private final HttpUpstream upstream;
  private final UpstreamRequest request;
  private final UpstreamListener listener;
  private final Pool pool;
  private final Sessions sessions;
  private @Nullable Carrier connection;
  private @Nullable Runnable giveUp;
  private @Nullable ByteBuf pending;
  private @Nullable Fault fault;
  private int sentAgain;
  private boolean dialling;
  private boolean wanted = true;
  private boolean handing;
  private boolean whole;
  private boolean over;

  HttpExchange(HttpUpstream upstream, UpstreamRequest request, UpstreamListener listener) {
    this.upstream = upstream;
    this.request = request;
    this.listener = listener;
    this.pool = upstream.pool(request.loop());
    this.sessions = upstream.sessions(request.loop());
  }

  UpstreamRequest request() {
    return request;
  }

  EventLoop loop() {
    return pool.loop();
  }

  /** A body that can be read only once never rides on a connection that may be stale. */
  void start() {
    Connection idle = repeatable() ? pool.take() : null;
    if (idle == null) {
      startAfresh();
    } else {
      begin(idle);
    }
  }

  /** Starts on a connection that is surely alive, as far as one can know. */
  void startAfresh() {
    dialling = false;
    giveUp = null;
    Http2Session session = sessions.withRoom();
    if (session == null) {
      dial();
    } else {
      begin(session);
    }
  }

  @Override
  public void read() {
    wanted = true;
    hand();
  }

  @Override
  public void cancel() {
    if (over) {
      return;
    }
    leave();
    if (pending != null) {
      pending.release();
      pending = null;
    }
    if (connection != null) {
      connection.close();
    } else if (giveUp != null) {
      giveUp.run();
    }
  }

  @Override
  public void opened(Channel channel) {
    dialling = false;
    giveUp = null;
    Http2Session session = sessions.on(channel);
    if (session == null) {
      Connection fresh = new Connection(channel, upstream, pool);
      channel.pipeline().addLast(fresh);
      begin(fresh);
    } else {
      begin(session);
    }
  }

  @Override
  public void failed(Throwable cause) {
    dialling = false;
    giveUp = null;
    broken(ConnectFaults.of(upstream.name(), cause));
  }

  void head(ResponseHead head) {
    listener.head(head);
  }

  /** Keeps a piece until the read that brought it is complete, joined to what is kept already. */
  void gather(ByteBuf piece) {
    if (pending == null) {
      pending = piece;
      return;
    }
    ByteBuf joined = pending;
    if (joined.writableBytes() < piece.readableBytes()) {
      int bytes = joined.readableBytes() + piece.readableBytes();
      joined = piece.alloc().ioBuffer(2 * bytes).writeBytes(pending);
      pending.release();
    }
    pending = joined.writeBytes(piece);
    piece.release();
  }

  /** All that one read of the socket brought is there. */
  void readComplete() {
    hand();
  }

  /** The connection is done with this exchange, whose end may still have to wait for a read. */
  void detach() {
    connection = null;
  }

  void whole() {
    whole = true;
    hand();
  }

  void broken(Fault why) {
    fault = why;
    hand();
  }

  /**
   * Sends the request once more, on another connection.
   *
   * @return false when its body is gone, or it has been sent too often
   */
  boolean again() {
    if (!repeatable() || ++sentAgain > MOST_SENT_AGAIN) {
      return false;
    }
    startAfresh();
    return true;
  }

  private void dial() {
    dialling = true;
    Runnable stop = sessions.shared() ? sessions.join(this) : upstream.dial(pool.loop(), this);
    if (dialling) {
      giveUp = stop;
    }
  }

  private void begin(Connection open) {
    connection = open;
    open.begin(this);
  }

  private void begin(Http2Session session) {
    Http2Carrier stream = session.carrier(this);
    connection = stream;
    stream.begin(request);
  }

  private boolean repeatable() {
    return request.body() instanceof HeldBody || request.body().length() == 0;
  }

  private void hand() {
    if (handing || over) {
      return;
    }
    handPieces();
    if (over) {
      return;
    }
    if (pending == null && (whole || fault != null)) {
      settle();
    } else if (connection != null) {
      connection.expecting(wanted);
    }
  }

  /** A loop, because a listener may ask for the next piece while it takes one. */
  private void handPieces() {
    handing = true;
    try {
      while (wanted && pending != null) {
        ByteBuf piece = pending;
        pending = null;
        wanted = false;
        listener.piece(piece);
      }
    } finally {
      handing = false;
    }
  }

  private void settle() {
    leave();
    if (fault == null) {
      listener.end();
    } else {
      listener.failed(fault);
    }
  }

  private void leave() {
    over = true;
    upstream.ended();
  }
}
