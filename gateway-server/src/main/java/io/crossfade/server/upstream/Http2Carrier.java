package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.http2.AnswerFields;
import io.crossfade.server.http2.ReceivedFields;
import io.crossfade.server.loop.Deadline;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stream of a session: a request and its answer. On its loop only. */
final class Http2Carrier implements Carrier, RequestSender.Progress {
  private static final int MOST_INFORMATIONAL = 16;

  /** A stream whose old connection breaks later than this had been read. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Http2Session session;
  private final int id;
  private final UpstreamFaults faults;
  private final Http2Sender sender;
  private final Deadline deadline;
  private final long begunNanos;
  private @Nullable HttpExchange exchange;
  private @Nullable ResponseHead head;
  private int informational;
  private long received;
  private int unread;
  private boolean reused;
  private boolean heard;
  private boolean ended;

  Http2Carrier(Http2Session session, int id, HttpExchange exchange) {
    this.session = session;
    this.id = id;
    this.exchange = exchange;
    this.faults = session.frames().upstream().faults();
    this.sender = new Http2Sender(session, id, this);
    this.deadline = session.deadline(this::late);
    this.begunNanos = session.nanos();
  }

  /** Whether the session had served others before, and so may have died unnoticed. */
  void reused(boolean before) {
    reused = before;
  }

  /** Sends the exchange's request; the exchange hears everything from here on. */
  void begin(UpstreamRequest request) {
    HttpUpstream upstream = session.frames().upstream();
    sender.sendHead(request, upstream.lines(), upstream.destination().secure());
    if (session.frames().bind(id, this)) {
      sender.sendBody(request.body());
    } else {
      unread();
    }
  }

  @Override
  public void expecting(boolean more) {
    if (!more) {
      deadline.clear();
      return;
    }
    int bytes = unread;
    unread = 0;
    if (bytes > 0) {
      session.consumed(id, bytes);
    }
    if (head != null && exchange != null) {
      deadline.in(exchange.request().idleMillis());
    }
  }

  @Override
  public void close() {
    leave();
    session.reset(id);
  }

  /** One field section; false where it breaks the rules, and then the exchange has been told. */
  boolean fields(ReceivedFields section, boolean end) {
    HttpExchange hears = exchange;
    if (hears == null || ended) {
      return true;
    }
    heard = true;
    String flaw = AnswerFields.flaw(section, head != null, end);
    if (flaw != null) {
      flawed(flaw);
    } else if (head != null) {
      end();
    } else if (AnswerFields.informational(section)) {
      skip();
    } else {
      begin(hears, AnswerFields.head(section), end);
    }
    return flaw == null;
  }

  void data(ByteBuf data, boolean end) {
    HttpExchange hears = exchange;
    int bytes = data.readableBytes();
    if (hears == null || head == null) {
      session.consumed(id, bytes);
      flawed("data comes before any field");
      return;
    }
    unread += bytes;
    received += bytes;
    if (bytes > 0) {
      hears.gather(data.retainedSlice());
    }
    if (end) {
      end();
    } else {
      session.touch(this);
    }
  }

  /** All that one read of the socket brought is there. */
  void readComplete() {
    HttpExchange hears = exchange;
    if (hears != null && ended) {
      finish(hears);
    } else if (hears != null) {
      hears.readComplete();
    }
  }

  /**
   * The provider has ended the stream before its time.
   *
   * @param refused whether he says that he has not read the request
   */
  void reset(boolean refused) {
    if (ended || exchange == null) {
      return;
    }
    if (refused) {
      unread();
    } else {
      broken(head == null ? faults.lost(null) : faults.brokenOff("the stream was reset", null));
    }
  }

  /** The stream is closed, for whatever reason. */
  void gone() {
    if (ended || exchange == null) {
      return;
    }
    boolean early = session.nanos() - begunNanos < STALE_NANOS;
    if (id > session.frames().lastTaken() || (reused && !heard && early)) {
      unread();
    } else if (head == null) {
      broken(faults.lost(null));
    } else {
      broken(faults.brokenOff("the connection was closed before its end", null));
    }
  }

  /** What came is no HTTP/2. */
  void flawed(String how) {
    if (!ended) {
      broken(head == null ? faults.badFraming(how) : faults.brokenOff(how, null));
    }
  }

  void writabilityChanged() {
    sender.writabilityChanged();
  }

  @Override
  public void sent() {
    stalled(true);
  }

  @Override
  public void stalled(boolean stalled) {
    if (exchange != null && head == null) {
      if (stalled) {
        deadline.in(exchange.request().firstByteMillis());
      } else {
        deadline.clear();
      }
    }
  }

  @Override
  public void bodyFailed(Fault fault) {
    session.reset(id);
    broken(fault);
  }

  @Override
  public void bodyMismatched(String what) {
    bodyFailed(faults.badBody(what));
  }

  private void begin(HttpExchange hears, ResponseHead first, boolean end) {
    head = first;
    if (end) {
      end();
    } else {
      session.touch(this);
    }
    hears.head(first);
  }

  private void skip() {
    if (++informational > MOST_INFORMATIONAL) {
      flawed("informational answers do not end");
      session.reset(id);
    }
  }

  private void end() {
    ended = true;
    session.touch(this);
  }

  private void finish(HttpExchange hears) {
    ResponseHead first = head;
    boolean bodiless = AnswerFields.bodiless(hears.request().method(), first);
    boolean whole = first == null || bodiless || first.length() < 0 || first.length() == received;
    boolean sentWhole = sender.whole();
    leave();
    if (!sentWhole) {
      session.reset(id);
    }
    hears.detach();
    if (whole) {
      hears.whole();
    } else {
      hears.broken(faults.brokenOff("the body contradicts its content-length", null));
    }
  }

  /** The provider has provably not acted on the request, or very likely never saw it. */
  private void unread() {
    HttpExchange hears = exchange;
    leave();
    if (hears != null) {
      hears.detach();
      if (!hears.again()) {
        hears.broken(faults.lost(null));
      }
    }
  }

  private void broken(Fault fault) {
    HttpExchange hears = exchange;
    leave();
    if (hears != null) {
      hears.detach();
      hears.broken(fault);
    }
  }

  private void leave() {
    exchange = null;
    sender.stop();
    deadline.stop();
    if (unread > 0) {
      session.consumed(id, unread);
      unread = 0;
    }
  }

  private void late() {
    HttpExchange hears = exchange;
    if (hears != null) {
      session.reset(id);
      broken(
          head == null
              ? faults.noHead(hears.request().firstByteMillis())
              : faults.silent(hears.request().idleMillis()));
    }
  }
}
