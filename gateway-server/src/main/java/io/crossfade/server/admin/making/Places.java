package io.crossfade.server.admin.making;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.catalog.Model;
import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.catalog.PriceBook;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.usage.Price;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where models are served by the file, and what the catalogue knows of them there. */
public record Places(Config file, ModelNames names, PriceBook prices) {

  /** Of a configuration. */
  public static Places of(Config file) {
    Catalog catalog = Catalog.builtIn();
    return new Places(file, ModelNames.of(catalog, file), PriceBook.of(catalog, file));
  }

  /**
   * One model at one provider of the file.
   *
   * @param provider its name in the file
   * @param model as it is sent there
   */
  public record Place(String provider, String model) {

    /** Reads {@code provider/model}. */
    public static Place of(String written) {
      int slash = written.indexOf('/');
      return slash < 0
          ? new Place(written, "")
          : new Place(written.substring(0, slash), written.substring(slash + 1));
    }

    @Override
    public String toString() {
      return model.isEmpty() ? provider : provider + "/" + model;
    }
  }

  /**
   * Where a model, named alone or as {@code provider/model}, is served.
   *
   * @return empty where no provider of the file serves it
   */
  Optional<Place> find(String named) {
    Place written = Place.of(named);
    if (named.indexOf('/') > 0 && file.providers().containsKey(written.provider())) {
      return Optional.of(written);
    }
    String model = names.canonical(named);
    return all().stream().filter(each -> each.model().equals(model)).findFirst();
  }

  /** Every model that callers can reach, by id. */
  List<Place> all() {
    return names.reachable().stream().map(each -> new Place(each.owner(), each.id())).toList();
  }

  /** What the catalogue knows of it there; of an unknown server, what it knows of that id. */
  Optional<Model> model(Place place) {
    ProviderConfig provider = file.providers().get(place.provider());
    Optional<String> name =
        Optional.ofNullable(provider).flatMap(known -> known.type().catalogName());
    return name.isPresent()
        ? Catalog.builtIn().find(name.get(), place.model())
        : Catalog.builtIn().find(place.model()).findFirst();
  }

  /** What it costs there, or null. */
  @Nullable Price price(Place place) {
    return prices.price(place.provider(), place.model());
  }

  /** Whether callers of one are understood by the other without translation. */
  boolean sameWire(Place one, Place other) {
    ProviderConfig a = file.providers().get(one.provider());
    ProviderConfig b = file.providers().get(other.provider());
    return a != null && b != null && a.type().wire().equals(b.type().wire());
  }
}
