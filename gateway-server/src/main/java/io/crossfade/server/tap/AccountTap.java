package io.crossfade.server.tap;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.server.stack.ForwardingSink;
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

  private final class Accounted extends ForwardingSink {
    private final Call call;

    Accounted(Call call, ResponseSink sink) {
      super(sink);
      this.call = call;
    }

    @Override
    public void end(Ending ending) {
      super.end(ending);
      if (ending instanceof Ending.Failed(Fault fault)) {
        call.trace().endedHere(fault.kind().outcome());
      }
      long now = nanos.getAsLong();
      ledgers.forEach(ledger -> ledger.ended(call, now));
    }
  }
}
