package io.crossfade.server.tap;

import static java.util.Objects.requireNonNullElse;

import io.crossfade.core.Call;
import io.crossfade.core.Target;
import io.crossfade.core.Trace;
import io.crossfade.core.catalog.PriceBook;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.usage.Price;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.metrics.spend.Expense;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one migration cost, as evidence.
 *
 * @param prices in force
 * @param candidate whose prices make calls comparable
 * @param streamsCounted whether both arms count the tokens of streams that do not ask for it
 */
public record Pricing(PriceBook prices, Target candidate, boolean streamsCounted) {

  /**
   * The expense of a call that is over; null where it is no evidence: not answered at the first
   * attempt, not counted by the provider, or without a price.
   */
  @Nullable Expense of(Call call) {
    Trace trace = call.trace();
    Trace.Attempt first = trace.first();
    if (first == null || first.outcome() != Outcome.OK || !bothArmsReport(call)) {
      return null;
    }
    Usage usage = first.usage();
    Price price =
        prices.price(candidate.provider(), requireNonNullElse(candidate.model(), trace.model()));
    Double unit = price == null ? null : price.input();
    double expected = price == null ? Double.NaN : price.cost(usage);
    if (usage.source() != Usage.Source.REPORTED || unit == null || !(unit > 0 && expected > 0)) {
      return null;
    }
    double token = unit / 1e6;
    return new Expense(expected / token, bill(first) / token, usage.total());
  }

  private double bill(Trace.Attempt first) {
    Price own = prices.price(first.target().provider(), first.model());
    return own == null ? Double.NaN : own.cost(first.usage());
  }

  /**
   * Whether the request alone decides that tokens are counted. In a chat's stream some providers
   * count unasked and others do not, so calls that did not ask are another selection on each arm.
   */
  private boolean bothArmsReport(Call call) {
    BodyFacts facts = requireNonNullElse(call.facts(), BodyFacts.NONE);
    Endpoint.Kind kind = call.endpoint().kind();
    boolean chat = kind == Endpoint.Kind.CHAT_COMPLETIONS || kind == Endpoint.Kind.COMPLETIONS;
    return !chat
        || !facts.stream()
        || facts.asksUsage()
        || (streamsCounted && !facts.namesStreamOptions());
  }
}
