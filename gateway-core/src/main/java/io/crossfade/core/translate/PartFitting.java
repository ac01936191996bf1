package io.crossfade.core.translate;

import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rids the parts of a conversation of what its target cannot express. */
record PartFitting(String dialect, Set<Field> expressed, Set<String> kinSeals, Losses losses) {

  Optional<Part> fit(Part part) {
    return switch (part) {
      case Part.Text text -> Optional.of(text(text));
      case Part.Refusal refusal -> Optional.of(refusal);
      case Part.Image image -> image(image);
      case Part.Audio audio -> audio(audio);
      case Part.Document document -> document(document);
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.ToolCall call -> Optional.of(call(call));
      case Part.ToolResult result -> Optional.of(result(result));
      case Part.Opaque opaque -> opaque(opaque);
    };
  }

  Extras extras(Extras all, String where) {
    losses.loseUnless(dialect, all, where);
    return all.belongTo(dialect) ? all : Extras.NONE;
  }

  Marks marks(Marks all, String where) {
    boolean cache = kept(Field.CACHE_MARK, all.cache() != null);
    Extras extras = extras(all.extras(), where);
    return cache || !extras.isEmpty() ? new Marks(cache ? all.cache() : null, extras) : Marks.NONE;
  }

  private Marks marks(Part part) {
    return marks(part.marks(), "content.");
  }

  private boolean kept(Field field, boolean said) {
    if (said && !expressed.contains(field)) {
      losses.lose(field);
    }
    return said && expressed.contains(field);
  }

  private Part text(Part.Text text) {
    boolean cites = kept(Field.CITATIONS, !text.citations().isEmpty());
    return new Part.Text(text.text(), cites ? own(text.citations()) : List.of(), marks(text));
  }

  /** A source of an earlier answer is known only to the provider whose search found it. */
  private List<Citation> own(List<Citation> all) {
    List<Citation> own = all.stream().filter(citation -> citation.raw().belongTo(dialect)).toList();
    if (own.size() < all.size()) {
      losses.lose(Field.CITATIONS);
    }
    return own;
  }

  private Optional<Part> image(Part.Image image) {
    if (!media(image.media()) || !kept(Field.IMAGE, true)) {
      return Optional.empty();
    }
    boolean detail = kept(Field.IMAGE_DETAIL, image.detail() != null);
    return Optional.of(new Part.Image(image.media(), detail ? image.detail() : null, marks(image)));
  }

  private Optional<Part> audio(Part.Audio audio) {
    return media(audio.media()) && kept(Field.AUDIO, true)
        ? Optional.of(new Part.Audio(audio.media(), marks(audio)))
        : Optional.empty();
  }

  private Optional<Part> document(Part.Document whole) {
    if (!media(whole.media()) || !kept(Field.DOCUMENT, true)) {
      return Optional.empty();
    }
    boolean context = kept(Field.DOCUMENT_CONTEXT, whole.context() != null);
    return Optional.of(
        new Part.Document(
            whole.media(),
            whole.title(),
            context ? whole.context() : null,
            kept(Field.CITATIONS, whole.cited()),
            marks(whole)));
  }

  private boolean media(Media media) {
    if (media instanceof Media.Uploaded(String owner, String _) && !owner.equals(dialect)) {
      losses.lose(Field.UPLOADED_FILE);
      return false;
    }
    return !(media instanceof Media.Uploaded) || kept(Field.UPLOADED_FILE, true);
  }

  /** A sealed thought goes back to its author or nowhere; one without a seal, wherever it can. */
  private Optional<Part> reasoning(Part.Reasoning reasoning) {
    if (!kept(Field.REASONING, true)) {
      return Optional.empty();
    }
    if (foreign(reasoning.signature())) {
      losses.lose(Field.REASONING);
      return Optional.empty();
    }
    return Optional.of(reasoning);
  }

  private boolean foreign(@Nullable Signature signature) {
    return signature != null
        && !signature.issuer().equals(dialect)
        && !kinSeals.contains(signature.issuer());
  }

  private Part call(Part.ToolCall whole) {
    boolean foreign = foreign(whole.signature());
    if (foreign) {
      losses.lose(Field.REASONING);
    }
    return new Part.ToolCall(
        whole.id(),
        whole.name(),
        whole.arguments(),
        foreign ? null : whole.signature(),
        marks(whole));
  }

  private Part result(Part.ToolResult whole) {
    List<Part> content = new ArrayList<>(whole.content().size());
    whole.content().forEach(part -> fit(part).ifPresent(content::add));
    boolean error = kept(Field.TOOL_ERROR, whole.error());
    return new Part.ToolResult(whole.callId(), content, error, marks(whole));
  }

  private Optional<Part> opaque(Part.Opaque opaque) {
    if (opaque.dialect().equals(dialect)) {
      return Optional.of(opaque);
    }
    losses.lose(Field.PROVIDER_CONTENT, "content." + opaque.type());
    return Optional.empty();
  }
}
