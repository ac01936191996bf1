package io.crossfade.core.config.read;

import io.crossfade.core.chat.Field;
import io.crossfade.core.config.TranslationConfig;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code translation}: what is refused that could be left out. */
final class TranslationReader {
  private static final Keys KEYS = Keys.of("refuse", "drop");
  private static final String ALL = "all";
  private static final List<Field> DROPPED =
      Arrays.stream(Field.values()).filter(field -> field.loss() == Field.Loss.DROP).toList();
  private static final List<String> LABELS = DROPPED.stream().map(Field::label).toList();

  private TranslationReader() {}

  static TranslationConfig read(YamlMap file) {
    YamlMap map = file.map("translation", KEYS);
    if (map == null) {
      return TranslationConfig.DEFAULT;
    }
    YamlNode refuse = map.get("refuse");
    boolean all = refuse != null && refuse.isText() && ALL.equals(refuse.text());
    Set<Field> refused = all ? EnumSet.copyOf(DROPPED) : fields(map.items("refuse"));
    YamlNode drop = map.get("drop");
    if (drop != null && !all) {
      drop.error(drop.path() + " says what 'refuse: all' leaves out", "write refuse: all as well");
    }
    refused.removeAll(fields(map.items("drop")));
    return new TranslationConfig(refused);
  }

  private static Set<Field> fields(List<YamlNode> items) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    for (YamlNode item : items) {
      @Nullable String label = Words.oneOf(item, LABELS);
      if (label != null) {
        Field.of(label).ifPresent(fields::add);
      }
    }
    return fields;
  }
}
