package io.crossfade.core.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an answer says in the end: as the hub read it, and as a recording shows it by itself. */
final class ToldByChat {
  private final Map<String, String> facts = new TreeMap<>();
  private final Map<String, Class<? extends Part>> open = new TreeMap<>();
  private final Map<String, String> calls = new TreeMap<>();
  private Usage usage = Usage.UNKNOWN;

  static ToldByChat of(ChatResponse response) {
    ToldByChat said = new ToldByChat();
    for (ChatResponse.Choice choice : response.choices()) {
      int call = 0;
      for (Part part : choice.content()) {
        switch (part) {
          case Part.Text text -> said.more(choice.index(), "text", text.text());
          case Part.Reasoning thought -> said.more(choice.index(), "thought", thought.text());
          case Part.Refusal refusal -> said.more(choice.index(), "refusal", refusal.text());
          case Part.ToolCall made ->
              said.more(
                  choice.index(),
                  "call " + call++,
                  made.id() + " " + made.name() + " " + made.arguments());
          default -> {}
        }
      }
      said.more(choice.index(), "finish", choice.finish().raw());
    }
    said.count(response.usage());
    return said;
  }

  void add(ChatEvent event) {
    switch (event) {
      case ChatEvent.Opened(int choice, int index, Part part) -> opened(choice, index, part);
      case ChatEvent.Delta(int choice, int index, Piece piece) -> piece(choice, index, piece);
      case ChatEvent.Finished(int choice, var finish) -> more(choice, "finish", finish.raw());
      case ChatEvent.Counted(Usage more) -> count(more);
      case ChatEvent.Failed _ -> facts.put("failed", "");
      default -> {}
    }
  }

  private void opened(int choice, int index, Part part) {
    String at = choice + "/" + index;
    open.put(at, part.getClass());
    if (part instanceof Part.ToolCall call) {
      long before = calls.keySet().stream().filter(key -> key.startsWith(choice + "/")).count();
      calls.put(at, "call " + before);
      more(choice, "call " + before, call.id() + " " + call.name() + " ");
    }
  }

  private void piece(int choice, int index, Piece piece) {
    String at = choice + "/" + index;
    Class<? extends Part> kind = open.get(at);
    switch (piece) {
      case Piece.Arguments(String json) ->
          more(choice, Objects.requireNonNull(calls.get(at), at), json);
      case Piece.Words words when kind == Part.Text.class -> more(choice, "text", words.text());
      case Piece.Words words when kind == Part.Refusal.class ->
          more(choice, "refusal", words.text());
      case Piece.Words words -> more(choice, "thought", words.text());
      default -> {}
    }
  }

  /** What the recording of a whole answer says. */
  static ToldByChat inAnswer(JsonNode body) {
    ToldByChat said = new ToldByChat();
    said.choices(body, "message");
    return said;
  }

  /** What the recording of a stream says; nothing counts behind an error. */
  static ToldByChat inStream(byte[] bytes) {
    ToldByChat said = new ToldByChat();
    for (String line : new String(bytes, UTF_8).lines().toList()) {
      JsonNode chunk = line.startsWith("data:") ? JsonTrees.parse(line.substring(5).strip()) : null;
      if (chunk != null && chunk.hasNonNull("error")) {
        said.facts.put("failed", "");
        return said;
      }
      if (chunk != null && chunk.isObject()) {
        said.choices(chunk, "delta");
      }
    }
    return said;
  }

  private void choices(JsonNode body, String where) {
    for (JsonNode choice : body.path("choices")) {
      int index = choice.path("index").asInt();
      words(index, choice.path(where));
      int call = 0;
      for (JsonNode made : choice.path(where).path("tool_calls")) {
        int number = made.path("index").asInt(call++);
        String head =
            made.path("id").asText("") + " " + made.path("function").path("name").asText("");
        String arguments = made.path("function").path("arguments").asText("");
        boolean known = facts.containsKey(index + " call " + number);
        more(index, "call " + number, known ? arguments : head + " " + arguments);
      }
      if (choice.hasNonNull("finish_reason") && !facts.containsKey(index + " finish")) {
        more(index, "finish", choice.path("finish_reason").asText());
      }
    }
    JsonNode told = body.hasNonNull("usage") ? body.path("usage") : body.at("/x_groq/usage");
    if (told.isObject()) {
      String prompt = told.path("prompt_tokens").asText();
      long completion = told.path("completion_tokens").asLong();
      long reasoning = told.at("/completion_tokens_details/reasoning_tokens").asLong();
      boolean beside = reasoning > completion;
      facts.put("usage", prompt + " " + (beside ? completion + reasoning : completion));
    }
  }

  private void words(int choice, JsonNode said) {
    JsonNode content = said.path("content");
    more(choice, "text", content.isTextual() ? content.asText() : "");
    for (JsonNode part : content) {
      more(choice, "text", part.path("text").asText(""));
      part.path("thinking").forEach(each -> more(choice, "thought", each.path("text").asText("")));
    }
    String thought = said.path("reasoning_content").asText("");
    more(choice, "thought", thought.isEmpty() ? said.path("reasoning").asText("") : thought);
    more(choice, "refusal", said.path("refusal").asText(""));
  }

  private void more(int choice, String what, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      facts.merge(choice + " " + what, text, String::concat);
    }
  }

  private void count(Usage more) {
    usage = usage.revisedBy(more);
    if (usage.input() != null) {
      facts.put("usage", usage.input() + " " + usage.output());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ToldByChat said && facts.equals(said.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return facts.toString();
  }
}
