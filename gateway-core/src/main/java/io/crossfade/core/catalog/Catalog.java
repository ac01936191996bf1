package io.crossfade.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Facts about models, by provider and id. Immutable; any thread may ask. */
public final class Catalog {
  /** Knows no model. */
  public static final Catalog EMPTY = new Catalog(List.of());

  private final Map<String, Map<String, CatalogRow>> byProvider = new TreeMap<>();
  private final Map<String, List<CatalogRow>> byId = new HashMap<>();

  private Catalog(List<CatalogRow> rows) {
    for (CatalogRow row : rows) {
      Map<String, CatalogRow> names =
          byProvider.computeIfAbsent(row.provider, provider -> new TreeMap<>());
      names.put(row.id, row);
      row.aliases.forEach(alias -> names.putIfAbsent(alias, row));
      byId.computeIfAbsent(row.id, id -> new ArrayList<>(1)).add(row);
    }
  }

  /** The catalogue that ships with the product; loaded once, in a few milliseconds. */
  public static Catalog builtIn() {
    return BuiltIn.CATALOG;
  }

  /**
   * Reads a catalogue file: comment lines, the header, then one model a line.
   *
   * @throws IllegalArgumentException when the header is not the one this version writes
   */
  static Catalog parse(String text) {
    List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
    if (lines.isEmpty() || !lines.getFirst().equals(CatalogRow.HEADER)) {
      throw new IllegalArgumentException("the catalogue must start with: " + CatalogRow.HEADER);
    }
    return new Catalog(lines.stream().skip(1).map(CatalogRow::new).toList());
  }

  /**
   * Finds a model.
   *
   * @param provider the provider's name in the catalogue, see {@code ProviderType.catalogName}
   * @param model its id or one of the other ids that provider takes for it
   */
  public Optional<Model> find(String provider, String model) {
    return Optional.ofNullable(rows(provider).get(model)).map(CatalogRow::model);
  }

  /** Whether the provider takes that id. */
  public boolean offers(String provider, String model) {
    return rows(provider).containsKey(model);
  }

  /** Every id the provider takes, aliases included, sorted; empty for a provider it lacks. */
  public Set<String> ids(String provider) {
    return Collections.unmodifiableSet(rows(provider).keySet());
  }

  /** Every model of the provider, sorted by id. */
  public Stream<Model> models(String provider) {
    return new HashSet<>(rows(provider).values())
        .stream().sorted((a, b) -> a.id.compareTo(b.id)).map(CatalogRow::model);
  }

  /** Names of all providers, sorted. */
  public Set<String> providers() {
    return Collections.unmodifiableSet(byProvider.keySet());
  }

  /**
   * Whether any provider lists the id as an embedding model. Whose does not matter: a self-hosted
   * server that uses the same id serves the same vectors.
   */
  public boolean isEmbedding(String model) {
    return find(model).anyMatch(Model::isEmbedding);
  }

  /** Facts about the id at whichever providers list it. */
  public Stream<Model> find(String model) {
    Collection<CatalogRow> rows = byId.getOrDefault(model, List.of());
    return rows.stream().map(CatalogRow::model);
  }

  private Map<String, CatalogRow> rows(String provider) {
    return byProvider.getOrDefault(provider, Map.of());
  }

  /** Loads on first use. */
  private static final class BuiltIn {
    static final Catalog CATALOG = load();

    private static Catalog load() {
      try (InputStream in = Catalog.class.getResourceAsStream("models.tsv")) {
        if (in == null) {
          throw new IllegalStateException("models.tsv is missing from the jar; build it again");
        }
        return parse(new String(in.readAllBytes(), UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
