package io.crossfade.core.config.read.migration;

import io.crossfade.core.Target;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.read.declared.Declared;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks which models a migration claims: against those above it, and for embeddings. */
public final class ScopeChecks {
  private final Declared declared;
  private final List<Claim> claims = new ArrayList<>();

  /**
   * @param above migrations that take their calls before any that is checked
   */
  ScopeChecks(Declared declared, List<MigrationConfig> above) {
    this.declared = declared;
    above.forEach(each -> claims.add(new Claim(each, "'%s'".formatted(each.name()))));
  }

  void check(MigrationConfig migration, YamlMap map) {
    YamlNode self = map.self();
    Claim claim = new Claim(migration, "on line " + self.place().line());
    claims.stream()
        .filter(above -> above.hides(claim))
        .findFirst()
        .ifPresent(above -> warn(self, above));
    claims.add(claim);
    if (!migration.allowMixedEmbeddings()) {
      checkEmbeddings(migration, map);
    }
  }

  /** A migration and where it stands. */
  private record Claim(MigrationConfig migration, String where) {
    /** Whether it takes, from everybody, a model that the other one claims too. */
    boolean hides(Claim below) {
      return migration.only().isEmpty() && patterns().anyMatch(p -> below.claims(p));
    }

    private boolean claims(String above) {
      return patterns().anyMatch(mine -> Glob.matches(above, mine));
    }

    private Stream<String> patterns() {
      return migration.models().isEmpty() ? Stream.of("*") : migration.models().stream();
    }
  }

  private static void warn(YamlNode node, Claim above) {
    node.warning(
        "%s claims models that the migration %s takes first".formatted(node.path(), above.where),
        "give each its own models, or put the narrower one first");
  }

  /** Vectors of two models in one index make it useless, and nobody notices. */
  private void checkEmbeddings(MigrationConfig migration, YamlMap map) {
    Target to = migration.to();
    YamlNode node = map.get("to");
    if (to.model() == null || node == null) {
      return;
    }
    boolean named = migration.models().stream().anyMatch(model -> mixes(model, to.model()));
    boolean intoVectors = declared.catalog().isEmbedding(to.model()) && claimsOthers(migration);
    if (named || intoVectors) {
      node.error(
          "this splits an embedding model between different models, whose vectors must not mix",
          "move to the same model elsewhere, or set allow_mixed_embeddings: true");
    } else if (wideScopeHasEmbeddings(migration)) {
      node.warning(
          "the scope includes embedding models, which this candidate cannot serve",
          "list the models to move under models:");
    }
  }

  private boolean mixes(String requested, @Nullable String candidate) {
    return !requested.equals(candidate) && declared.catalog().isEmbedding(requested);
  }

  private static boolean claimsOthers(MigrationConfig migration) {
    return !migration.models().equals(Stream.ofNullable(migration.to().model()).toList());
  }

  private boolean wideScopeHasEmbeddings(MigrationConfig migration) {
    List<String> globs =
        migration.models().isEmpty()
            ? List.of("*")
            : migration.models().stream().filter(Glob::isGlob).toList();
    return Stream.ofNullable(declared.providers().valid().get(migration.from().provider()))
        .flatMap(provider -> provider.type().catalogName().stream())
        .flatMap(name -> declared.catalog().ids(name).stream())
        .filter(id -> globs.stream().anyMatch(glob -> Glob.matches(glob, id)))
        .anyMatch(id -> mixes(id, migration.to().model()));
  }
}
