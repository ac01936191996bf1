package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.catalog.Model;
import io.crossfade.core.usage.Price;
import io.crossfade.server.admin.making.Places.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models to move to: what the file's providers serve, by what the catalogue knows. A score begins
 * at 0.9; what its maker recommends gets 0.1 more, and each thing that would be lost costs 0.2.
 */
public final class Recommendations {
  private static final double BEGIN = 0.9;
  private static final double RECOMMENDED = 0.1;
  private static final double LOST = 0.2;
  private static final double DEARER = 0.1;
  private static final double EQUAL = 0.05;
  private static final int MOST = 5;
  private static final double USUAL_INPUT = 3;

  private final Places places;
  private final Place source;
  private final Model before;
  private final Traffic traffic;

  private Recommendations(Places places, Place source, Model before, Traffic traffic) {
    this.places = places;
    this.source = source;
    this.before = before;
    this.traffic = traffic;
  }

  private record Found(
      Place place,
      double score,
      List<String> reasons,
      List<String> considerations,
      @Nullable Double costChange) {}

  /** The best few, best first; none where the catalogue does not know the source. */
  public static ArrayNode of(Places places, Place source, Traffic traffic, LocalDate today) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    places
        .model(source)
        .filter(before -> before.capabilities().contains("chat"))
        .map(before -> new Recommendations(places, source, before, traffic))
        .ifPresent(found -> found.best(today).forEach(each -> json.add(json(each))));
    return json;
  }

  private List<Found> best(LocalDate today) {
    return places.all().stream()
        .filter(place -> !place.equals(source))
        .flatMap(place -> weighed(place, today).stream())
        .sorted(
            Comparator.comparingDouble(Found::score)
                .reversed()
                .thenComparing(
                    found -> Objects.requireNonNullElse(found.costChange(), Double.MAX_VALUE))
                .thenComparing(found -> found.place().toString()))
        .limit(MOST)
        .toList();
  }

  private Optional<Found> weighed(Place place, LocalDate today) {
    return places
        .model(place)
        .filter(model -> model.capabilities().contains("chat") && lives(model, today))
        .map(model -> weigh(place, model));
  }

  private static boolean lives(Model model, LocalDate today) {
    LocalDate end = model.life().shutdownOn();
    return model.life().deprecatedOn() == null && (end == null || end.isAfter(today.plusDays(180)));
  }

  private Found weigh(Place place, Model after) {
    List<String> reasons = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (String feature : Features.names()) {
      if (Features.has(before, feature) && !Features.has(after, feature)) {
        lost.add("it has no %s".formatted(feature));
      }
    }
    context(after, reasons, lost);
    if (lost.isEmpty()) {
      reasons.add("it can do all that the catalogue knows of %s".formatted(source));
    }
    double score = BEGIN - LOST * lost.size();
    if (isReplacement(after)) {
      reasons.add("the maker of %s names it as the replacement".formatted(source));
      score += RECOMMENDED;
    }
    Double change = costChange(place);
    List<String> considerations = new ArrayList<>(lost);
    score -= cost(change, reasons, considerations);
    if (!places.sameWire(source, place)) {
      considerations.add("it speaks another API, so calls are translated");
    }
    return new Found(place, Math.max(0, score), reasons, considerations, change);
  }

  private void context(Model after, List<String> reasons, List<String> lost) {
    Integer old = before.contextWindow();
    Integer next = after.contextWindow();
    if (old != null && next != null && next < old) {
      lost.add("its context is %,d tokens, not %,d".formatted(next, old));
    } else if (old != null && next != null && next > old) {
      reasons.add("its context is %,d tokens, not %,d".formatted(next, old));
    }
  }

  private boolean isReplacement(Model after) {
    String named = before.life().replacement();
    return named != null && named.equals(after.provider() + "/" + after.id());
  }

  private double cost(@Nullable Double change, List<String> reasons, List<String> considerations) {
    if (change == null) {
      considerations.add("a price is unknown");
      return 0;
    }
    String by = traffic.requests() > 0 ? "by the tokens seen" : "at 3 tokens in for 1 out";
    String told = "it costs %+.0f %% %s, at list prices".formatted(100 * change, by);
    (change > EQUAL ? considerations : reasons).add(told);
    return change > EQUAL ? DEARER : 0;
  }

  private @Nullable Double costChange(Place place) {
    Double old = dollars(places.price(source));
    Double next = dollars(places.price(place));
    return old == null || next == null || old == 0 ? null : next / old - 1;
  }

  private @Nullable Double dollars(@Nullable Price price) {
    Double in = price == null ? null : price.input();
    Double out = price == null ? null : price.output();
    boolean seen = traffic.input() + traffic.output() > 0;
    return in == null || out == null
        ? null
        : Double.valueOf(
            in * (seen ? traffic.input() : USUAL_INPUT) + out * (seen ? traffic.output() : 1));
  }

  private static ObjectNode json(Found found) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", found.place().toString())
            .put("score", Math.round(100 * found.score()) / 100.0);
    found.reasons().forEach(json.putArray("reasons")::add);
    found.considerations().forEach(json.putArray("considerations")::add);
    json.put("estimated_cost_change", found.costChange());
    return json;
  }
}
