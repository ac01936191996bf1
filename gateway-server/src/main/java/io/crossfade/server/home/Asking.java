package io.crossfade.server.home;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Service;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.buffer.Gathering;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call that may refer to an object: asked of one provider after the other while each says that
 * it does not know the object. The first good answer is the call's; where nobody knows it, the
 * first refusal stands; where one was in trouble, its trouble does, for the object may be there.
 */
final class Asking implements ResponseSink {
  private static final int MAX_REFUSAL_BYTES = 64 << 10;

  private final Call call;
  private final ResponseSink sink;
  private final Service next;
  private final Function<Call, List<Route>> places;
  private final Deque<Route> left = new ArrayDeque<>(2);
  private final Gathering body = new Gathering(MAX_REFUSAL_BYTES);
  private @Nullable ResponseHead held;
  private @Nullable Refusal first;
  private boolean begun;

  /**
   * @param places where else the call may go, asked at the first refusal
   */
  Asking(Call call, ResponseSink sink, Service next, Function<Call, List<Route>> places) {
    this.call = call;
    this.sink = sink;
    this.next = next;
    this.places = places;
  }

  void start() {
    next.serve(call, this);
  }

  @Override
  public void head(ResponseHead head) {
    if (Refusal.mayBe(head.status())) {
      held = head;
    } else {
      begin(head);
    }
  }

  private void begin(ResponseHead head) {
    begun = true;
    held = null;
    sink.head(head);
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    if (held == null) {
      sink.body(piece, more);
    } else if (body.bytes().readableBytes() + piece.readableBytes() <= MAX_REFUSAL_BYTES) {
      body.add(piece);
      more.run();
    } else {
      begin(held);
      sink.body(body.take(), () -> {});
      sink.body(piece, more);
    }
  }

  @Override
  public void end(Ending ending) {
    if (begun) {
      dropFirst();
      sink.end(ending);
      return;
    }
    Refusal refusal = new Refusal(held, body.take(), ending, call.trace().serving());
    held = null;
    if (first == null) {
      refused(refusal);
    } else if (refusal.saysNo()) {
      refusal.drop();
      askNext();
    } else {
      dropFirst();
      refusal.tell(sink);
    }
  }

  private void refused(Refusal refusal) {
    if (refusal.missesObject(call, ObjectHomes.referredTo(call))) {
      first = refusal;
      left.addAll(places.apply(call));
      askNext();
    } else {
      refusal.tell(sink);
    }
  }

  private void askNext() {
    Route place = left.poll();
    if (place != null) {
      call.trace().elsewhere();
      next.serve(call.on(place), this);
    } else if (first != null) {
      call.trace().nowhere(first.by());
      first.tell(sink);
    }
  }

  private void dropFirst() {
    if (first != null) {
      first.drop();
      first = null;
    }
  }
}
