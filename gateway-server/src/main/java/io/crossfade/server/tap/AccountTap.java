package io.crossfade.server.tap;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sees every call end, exactly once, and tells the ledgers.
 *
 * @param ledgers told in order
 * @param nanos clock of the traces
 */
public record AccountTap(List<Ledger> ledgers, LongSupplier nanos) implements Filter {

  public AccountTap {
    ledgers = List.copyOf(ledgers);
  }

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> next.serve(call, new Accounted(call, sink));
  }

  private final class Accounted implements ResponseSink {
    private final Call call;
    private final ResponseSink sink;

    Accounted(Call call, ResponseSink sink) {
      this.call = call;
      this.sink = sink;
    }

    @Override
    public void head(ResponseHead head) {
      sink.head(head);
    }

    @Override
    public void body(ByteBuf piece, Runnable more) {
      sink.body(piece, more);
    }

    @Override
    public void end(Ending ending) {
      sink.end(ending);
      if (ending instanceof Ending.Failed(Fault fault)) {
        call.trace().endedHere(fault.kind().outcome());
      }
      long now = nanos.getAsLong();
      ledgers.forEach(ledger -> ledger.ended(call, now));
    }
  }
}
