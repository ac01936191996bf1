package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.NotifyConfig;
import io.crossfade.core.config.NotifyConfig.Form;
import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.core.config.NotifyConfig.Tell;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.SecretReader;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code notify}, and who hears of which migration. */
public final class NotifyReader {
  private static final Keys KEYS =
      Keys.of("webhook", "slack", "pagerduty", "secret", "url", "tell").notYet("smtp", "to");

  private static final List<String> FORMS = List.of("webhook", "slack", "pagerduty");
  private static final List<String> TELL = List.of("everything", "trouble");
  private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/v2/enqueue");

  private final Map<String, NotifyTarget> targets = new LinkedHashMap<>();
  private final Set<String> declared = new LinkedHashSet<>();
  private final Map<String, List<String>> chosen = new LinkedHashMap<>();

  /** Reads the section {@code notify} of a file. */
  public NotifyReader(YamlMap file) {
    Map<String, YamlNode> taken = new HashMap<>();
    for (YamlEntry entry : file.entries("notify")) {
      String name = Words.name(entry.key(), taken);
      YamlMap map = entry.value().map(KEYS);
      NotifyTarget target = name == null || map == null ? null : target(name, map);
      if (target != null) {
        targets.put(target.name(), target);
      }
    }
    declared.addAll(taken.keySet());
  }

  /** Goes on where a file ended. */
  public NotifyReader(NotifyConfig file) {
    targets.putAll(file.targets());
    declared.addAll(file.targets().keySet());
    chosen.putAll(file.migrations());
  }

  private static @Nullable NotifyTarget target(String name, YamlMap map) {
    List<String> forms = FORMS.stream().filter(form -> map.get(form) != null).toList();
    if (forms.size() != 1) {
      map.self()
          .error(
              forms.isEmpty() ? "the target goes nowhere" : "the target goes to two places",
              "write one of webhook, slack, pagerduty, like {webhook: \"${OPS_URL}\"}");
      return null;
    }
    Form form = Form.valueOf(forms.getFirst().toUpperCase(Locale.ROOT));
    YamlNode node = map.get(forms.getFirst());
    Secret secret = node == null ? null : SecretReader.read(node, false);
    if (node == null || secret == null) {
      return null;
    }
    if (form != Form.PAGERDUTY && secret instanceof Secret.Value value) {
      URI _ = url(node, value.reveal());
    }
    YamlNode key = map.get("secret");
    Tell tell = tell(map.get("tell"), form);
    return new NotifyTarget(
        name, form, secret, address(map, form), key == null ? null : signingKey(key, form), tell);
  }

  private static @Nullable Secret signingKey(YamlNode node, Form form) {
    if (form != Form.WEBHOOK) {
      node.error("only a webhook is signed", "remove secret");
    }
    return SecretReader.read(node, false);
  }

  private static @Nullable URI address(YamlMap map, Form form) {
    YamlNode node = map.get("url");
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return form == Form.PAGERDUTY ? PAGERDUTY : null;
    }
    if (form != Form.PAGERDUTY) {
      node.error("only pagerduty has an address beside its key", "remove url");
    }
    return url(node, text);
  }

  /** Never quotes the address, which may hold a key. */
  private static @Nullable URI url(YamlNode node, String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, without the text that the exception quotes.
    }
    node.error(node.path() + " is no address", "write https://HOST/PATH");
    return null;
  }

  private static Tell tell(@Nullable YamlNode node, Form form) {
    String word = node == null ? null : Words.oneOf(node, TELL);
    if (word == null || !TELL.contains(word)) {
      return form == Form.PAGERDUTY ? Tell.TROUBLE : Tell.EVERYTHING;
    }
    return Tell.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Notes who hears of one migration. */
  public void migration(@Nullable String name, YamlMap migration) {
    if (name == null || migration.get("notify") == null) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (YamlNode item : migration.items("notify")) {
      String target = Words.oneOf(item, declared);
      if (target != null) {
        names.add(target);
      }
    }
    chosen.put(name, List.copyOf(names));
  }

  /** All of it, once every migration has been read. */
  public NotifyConfig config() {
    return new NotifyConfig(targets, chosen);
  }
}
