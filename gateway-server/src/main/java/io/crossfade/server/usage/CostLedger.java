package io.crossfade.server.usage;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Route;
import io.crossfade.core.Trace;
import io.crossfade.core.catalog.PriceBook;
import io.crossfade.core.usage.Price;
import io.crossfade.core.usage.Usage;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.Costs;
import io.crossfade.metrics.cost.Costs.Purpose;
import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.tap.Ledger;
import io.crossfade.server.tap.ModelLabels;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Adds up what every answer took and cost, whichever attempt it came from: a stream that broke off
 * is paid for like any other.
 *
 * @param costs for page and API
 * @param metrics for Prometheus
 * @param labels of the models that were asked
 * @param prices in force
 * @param tags names of those that are told apart
 */
public record CostLedger(
    Costs costs,
    GatewayMetrics metrics,
    ModelLabels labels,
    Supplier<PriceBook> prices,
    Supplier<List<String>> tags)
    implements Ledger {

  @Override
  public void ended(Call call, long endedNanos) {
    for (Trace.Attempt attempt : call.trace().attempts()) {
      if (attempt.usage().source() != Usage.Source.NONE) {
        add(call, attempt);
      }
    }
  }

  private void add(Call call, Trace.Attempt attempt) {
    Route route = call.trace().route();
    String migration = route == null ? null : route.migration();
    Arm arm = route == null ? Arm.NONE : route.arm();
    String provider = attempt.target().provider();
    String model = labels.of(attempt.model());
    Price price = prices.get().price(provider, attempt.model());
    double dollars = price == null ? Double.NaN : price.cost(attempt.usage());
    metrics.calls(migration, arm, provider, model).used(attempt.usage(), dollars);
    Place place =
        new Place(Objects.requireNonNullElse(migration, GatewayMetrics.NONE), arm, provider, model);
    costs.add(place, purpose(call), attempt.usage(), dollars);
  }

  private Purpose purpose(Call call) {
    String tenant = call.trace().caller().tenant();
    return new Purpose(tenant == null ? "" : tenant, CallTags.of(call, tags.get()));
  }
}
