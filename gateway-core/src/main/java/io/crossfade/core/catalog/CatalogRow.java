package io.crossfade.core.catalog;

import io.crossfade.core.catalog.Model.Life;
import io.crossfade.core.usage.Price;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the catalogue file. Start-up needs names only, so the rest is parsed when somebody
 * asks; two threads may both parse, and get equal models.
 */
final class CatalogRow {
  static final String HEADER =
      "provider\tmodel\taliases\tfamily\tcontext_window\tmax_output_tokens\tinput_usd\toutput_usd"
          + "\tcached_input_usd\tcache_write_usd\tinput\toutput\tcapabilities\treleased"
          + "\tdeprecated_on\tshutdown_on\treplacement\tknowledge_cutoff\tembedding_dimensions";

  final String provider;
  final String id;
  final List<String> aliases;
  private final String line;
  private @Nullable Model model;

  CatalogRow(String line) {
    this.line = line;
    int afterProvider = line.indexOf('\t');
    int afterId = line.indexOf('\t', afterProvider + 1);
    int afterAliases = line.indexOf('\t', afterId + 1);
    this.provider = line.substring(0, afterProvider);
    this.id = line.substring(afterProvider + 1, afterId);
    this.aliases = list(line.substring(afterId + 1, afterAliases));
  }

  Model model() {
    Model parsed = model;
    if (parsed == null) {
      parsed = parse(line.split("\t", -1));
      model = parsed;
    }
    return parsed;
  }

  private Model parse(String[] field) {
    return new Model(
        provider,
        id,
        aliases,
        text(field[3]),
        whole(field[4]),
        whole(field[5]),
        new Price(number(field[6]), number(field[7]), number(field[8]), number(field[9])),
        Set.copyOf(list(field[10])),
        Set.copyOf(list(field[11])),
        Set.copyOf(list(field[12])),
        new Life(day(field[13]), day(field[14]), day(field[15]), text(field[16]), text(field[17])),
        whole(field[18]));
  }

  private static List<String> list(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(",", -1));
  }

  private static @Nullable String text(String field) {
    return field.isEmpty() ? null : field;
  }

  private static @Nullable Integer whole(String field) {
    return field.isEmpty() ? null : Integer.valueOf(field);
  }

  private static @Nullable Double number(String field) {
    return field.isEmpty() ? null : Double.valueOf(field);
  }

  private static @Nullable LocalDate day(String field) {
    return field.isEmpty() ? null : LocalDate.parse(field);
  }
}
