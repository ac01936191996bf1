package io.crossfade.server.store;

import io.crossfade.metrics.cost.DayCost;
import java.time.LocalDate;
import java.util.List;

/**
 * What calls cost, day by day. All methods block on the disk and may be called from any thread but
 * an event loop; all throw {@link StoreException} when the store is in trouble.
 */
public interface CostBook {

  /**
   * Writes sums in the place of what the book says about their days, all of them or none, and
   * forgets days before a year and a month ago.
   *
   * @param today in UTC
   */
  void keepCosts(List<DayCost> costs, LocalDate today);

  /**
   * Returns the sums of some days.
   *
   * @param from first day
   * @param to last day, included
   */
  List<DayCost> costs(LocalDate from, LocalDate to);
}
