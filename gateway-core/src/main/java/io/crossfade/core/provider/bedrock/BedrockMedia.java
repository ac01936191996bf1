package io.crossfade.core.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prints pictures and documents: bytes, or what lies in S3, but nothing behind other addresses.
 * Source: Amazon Bedrock API Reference, "ImageBlock", "DocumentBlock".
 */
final class BedrockMedia {
  private static final Formats PICTURES =
      new Formats(
          Map.of(
              "image/png", "png",
              "image/jpeg", "jpeg",
              "image/jpg", "jpeg",
              "image/gif", "gif",
              "image/webp", "webp"),
          null);

  private static final Formats DOCUMENTS =
      new Formats(
          Map.ofEntries(
              entry("application/pdf", "pdf"),
              entry("text/csv", "csv"),
              entry("application/msword", "doc"),
              entry(
                  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                  "docx"),
              entry("application/vnd.ms-excel", "xls"),
              entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
              entry("text/html", "html"),
              entry("text/markdown", "md"),
              entry("text/plain", "txt")),
          "txt");

  private static final String IN_S3 = "s3://";
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9()\\[\\] -]+");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");
  private static final int LONGEST_NAME = 200;

  /**
   * What can be shown in one kind of block.
   *
   * @param byType format's name by media type
   * @param ofText format of any other text, or null where no text can be shown
   */
  private record Formats(Map<String, String> byType, @Nullable String ofText) {}

  private final Losses losses;
  private final Set<String> names = new HashSet<>();

  BedrockMedia(Losses losses) {
    this.losses = losses;
  }

  /** The block, or null for a picture that cannot be shown, which is a loss. */
  @Nullable ObjectNode image(Part.Image image) {
    String format = format(image.media(), PICTURES);
    ObjectNode source = source(image.media());
    if (format == null || source == null) {
      losses.lose(Field.IMAGE, "image_url");
      return null;
    }
    ObjectNode block = JsonTrees.object();
    block.putObject("image").put("format", format).set("source", source);
    return block;
  }

  /** The block, or null for a document that cannot be read, which is a loss. */
  @Nullable ObjectNode document(Part.Document document) {
    String format = format(document.media(), DOCUMENTS);
    ObjectNode source = source(document.media());
    if (format == null || source == null) {
      losses.lose(Field.DOCUMENT);
      return null;
    }
    ObjectNode block = JsonTrees.object();
    ObjectNode printed = block.putObject("document").put("format", format);
    printed.put("name", name(document.title())).set("source", source);
    if (document.context() != null) {
      printed.put("context", document.context());
    }
    if (document.cited()) {
      printed.putObject("citations").put("enabled", true);
    }
    return block;
  }

  private static @Nullable String format(Media media, Formats formats) {
    return switch (media) {
      case Media.Inline(String type, String _) -> {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String known = formats.byType().get(plain);
        yield known == null && plain.startsWith("text/") ? formats.ofText() : known;
      }
      case Media.Link(String url) -> {
        String ending = url.substring(url.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String format = ending.equals("jpg") ? "jpeg" : ending;
        yield formats.byType().containsValue(format) ? format : null;
      }
      case Media.Plain _ -> formats.ofText();
      case Media.Uploaded _ -> null;
    };
  }

  private static @Nullable ObjectNode source(Media media) {
    ObjectNode source = JsonTrees.object();
    return switch (media) {
      case Media.Inline(String _, String base64) -> source.put("bytes", base64);
      case Media.Plain(String text) ->
          source.put("bytes", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
      case Media.Link(String url) when url.startsWith(IN_S3) -> {
        source.putObject("s3Location").put("uri", url);
        yield source;
      }
      case Media.Link _, Media.Uploaded _ -> null;
    };
  }

  /** Names hold few characters, and no two documents of a request may have the same one. */
  private String name(@Nullable String title) {
    String allowed = NOT_IN_NAMES.matcher(title == null ? "" : title).replaceAll(" ");
    String tidy = BLANKS.matcher(allowed).replaceAll(" ").strip();
    String name = tidy.isEmpty() ? "document" : tidy;
    name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    String free = name;
    for (int number = 2; !names.add(free); number++) {
      free = "%s (%d)".formatted(name, number);
    }
    return free;
  }
}
