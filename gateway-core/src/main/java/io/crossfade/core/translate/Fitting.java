package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatRequest.Streaming;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Options;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rids a request of what its target cannot express, and says so. */
public final class Fitting {
  private final String dialect;
  private final Set<Field> expressed;
  private final Losses losses;
  private final Set<String> ownFields;
  private final PartFitting parts;

  private Fitting(ProviderApi api, Losses losses) {
    this.dialect = api.dialect();
    this.expressed = api.requests().expresses();
    this.ownFields = api.requests().ownFields();
    this.losses = losses;
    this.parts = new PartFitting(dialect, expressed, api.requests().kinSeals(), losses);
  }

  /** The part of a request that a target can express; the rest is in {@code losses}. */
  public static ChatRequest fit(ChatRequest request, ProviderApi api, Losses losses) {
    return new Fitting(api, losses).request(request);
  }

  private ChatRequest request(ChatRequest whole) {
    return new ChatRequest(
        whole.dialect(),
        whole.model(),
        messages(whole.messages()),
        tools(whole.tools()),
        toolChoice(whole.toolChoice()),
        format(whole.format()),
        thinking(whole.thinking()),
        options(whole.options()),
        streaming(whole.streaming()),
        extras(whole.extras()));
  }

  private Extras extras(Extras all) {
    Extras own = Extras.NONE;
    if (!all.belongTo(dialect)) {
      for (Map.Entry<String, JsonNode> field : all.fields().entrySet()) {
        if (ownFields.contains(field.getKey())) {
          own = own.and(dialect, field.getKey(), field.getValue());
        }
      }
    }
    return own.isEmpty() ? parts.extras(all, "") : rest(all, own);
  }

  private Extras rest(Extras all, Extras own) {
    Set<String> known = own.fields().keySet();
    all.fields().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> losses.lose(Field.UNKNOWN, name));
    return own;
  }

  private boolean kept(Field field, boolean said) {
    if (said && !expressed.contains(field)) {
      losses.lose(field);
    }
    return said && expressed.contains(field);
  }

  private @Nullable ToolChoice toolChoice(@Nullable ToolChoice whole) {
    if (whole == null || !kept(Field.TOOL_CHOICE, true)) {
      return null;
    }
    if (!whole.raw().belongTo(dialect)) {
      losses.lose(Field.TOOL_CHOICE);
      return null;
    }
    return whole;
  }

  private @Nullable OutputFormat format(@Nullable OutputFormat whole) {
    if (whole == null || !kept(Field.RESPONSE_FORMAT, true)) {
      return null;
    }
    return switch (whole) {
      case OutputFormat.Free _, OutputFormat.AnyJson _ -> whole;
      case OutputFormat.Schema schema ->
          new OutputFormat.Schema(
              schema.name(),
              schema.description(),
              schema.schema(),
              schema.strict(),
              parts.extras(schema.extras(), "response_format."));
      case OutputFormat.Other(Extras raw) -> {
        if (!raw.belongTo(dialect)) {
          losses.lose(Field.RESPONSE_FORMAT);
        }
        yield raw.belongTo(dialect) ? whole : null;
      }
    };
  }

  private Thinking thinking(Thinking whole) {
    return kept(Field.THINKING, whole.said())
        ? new Thinking(
            whole.effort(), whole.budget(), whole.mode(), parts.extras(whole.extras(), "thinking."))
        : Thinking.UNSAID;
  }

  private Options options(Options all) {
    if (expressed.containsAll(all.fields())) {
      return all;
    }
    Map<Field, JsonNode> rest = new EnumMap<>(Field.class);
    for (Field field : all.fields()) {
      JsonNode value = all.get(field);
      if (value != null && kept(field, true)) {
        rest.put(field, value);
      }
    }
    return Options.of(rest);
  }

  private Streaming streaming(Streaming asked) {
    Extras extras = parts.extras(asked.extras(), "stream_options.");
    return new Streaming(asked.on(), asked.withUsage(), extras);
  }

  private List<Message> messages(List<Message> all) {
    List<Message> fitted = new ArrayList<>(all.size());
    for (Message message : all) {
      Message rest = message(message);
      if (!rest.content().isEmpty() || message.content().isEmpty()) {
        fitted.add(rest);
      }
    }
    return fitted;
  }

  private Message message(Message whole) {
    List<Part> content = new ArrayList<>(whole.content().size());
    whole.content().forEach(part -> parts.fit(part).ifPresent(content::add));
    return new Message(
        whole.role(),
        content,
        kept(Field.PARTICIPANT, whole.name() != null) ? whole.name() : null,
        parts.extras(whole.extras(), "messages."));
  }

  private List<Tool> tools(List<Tool> all) {
    if (all.isEmpty() || !kept(Field.TOOLS, true)) {
      return List.of();
    }
    List<Tool> fitted = new ArrayList<>(all.size());
    for (Tool tool : all) {
      switch (tool) {
        case Tool.Function function -> fitted.add(function(function));
        case Tool.Provided provided when provided.dialect().equals(dialect) -> fitted.add(provided);
        case Tool.Provided provided -> losses.lose(Field.PROVIDER_TOOL, "tools." + provided.type());
      }
    }
    return fitted;
  }

  private Tool function(Tool.Function whole) {
    boolean strict = kept(Field.TOOL_STRICT, whole.strict() != null);
    return new Tool.Function(
        whole.name(),
        whole.description(),
        whole.schema(),
        strict ? whole.strict() : null,
        parts.marks(whole.marks(), "tools."));
  }
}
