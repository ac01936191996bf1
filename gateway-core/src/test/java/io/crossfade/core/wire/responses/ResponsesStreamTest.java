package io.crossfade.core.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.testing.Cassette;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.core.translate.Losses;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What golden streams do not show: that they have what OpenAI's own have, and their bounds. */
final class ResponsesStreamTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** Padding, and what only OpenAI has to say of an answer. */
  private static final Set<String> OPENAIS_OWN =
      Set.of(
          "obfuscation",
          "billing",
          "completed_at",
          "frequency_penalty",
          "presence_penalty",
          "moderation",
          "prompt_cache_retention",
          "tool_usage");

  @Test
  void events_ofAllKinds_haveTheFieldsOfOpenAisOwn() throws IOException {
    Map<String, Set<String>> ours = new HashMap<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      files
          .filter(
              file -> file.endsWith("stream.txt") && file.toString().contains("openai-responses"))
          .forEach(file -> gather(text(file), ours));
    }
    Map<String, Set<String>> theirs = new HashMap<>();
    Cassette.all().stream()
        .filter(tape -> tape.api().equals("openai.responses") && tape.isStream())
        .forEach(tape -> gather(new String(tape.answer(), StandardCharsets.UTF_8), theirs));
    theirs.keySet().retainAll(ours.keySet());
    assertThat(theirs).hasSizeGreaterThan(10);
    theirs.forEach(
        (type, fields) -> assertThat(ours.get(type)).as(type).containsAll(known(fields)));
  }

  private static Set<String> known(Set<String> fields) {
    Set<String> known = new TreeSet<>(fields);
    known.removeAll(OPENAIS_OWN);
    return known;
  }

  private static void gather(String stream, Map<String, Set<String>> fields) {
    for (String line : stream.lines().toList()) {
      JsonNode event = line.startsWith("data: ") ? JsonTrees.parse(line.substring(6)) : null;
      if (event != null && event.has("type")) {
        Set<String> all = fields.computeIfAbsent(event.path("type").asText(), _ -> new TreeSet<>());
        names(event).forEach(all::add);
        names(event.path("response")).forEach(all::add);
      }
    }
  }

  private static List<String> names(JsonNode object) {
    Iterator<String> names = object.fieldNames();
    return Stream.generate(() -> names.hasNext() ? names.next() : "")
        .takeWhile(name -> !name.isEmpty())
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void fault_answerBeyondWhatIsKept_saysSo() {
    ResponsesStream stream = new ResponsesStream(asked(), new Losses("caller", LossPolicy.TABLE));
    String piece = "x".repeat(1 << 20);
    print(stream, new ChatEvent.Started("r", "m", 1, Usage.UNKNOWN, Extras.NONE));
    print(stream, new ChatEvent.Opened(0, 0, new Part.Text("")));
    for (int at = 0; at < ResponsesStream.MAX_KEPT_CHARS; at += piece.length()) {
      assertThat(stream.fault()).isNull();
      print(stream, new ChatEvent.Delta(0, 0, new Piece.Words(piece)));
    }
    assertThat(stream.fault()).isNull();
    print(stream, new ChatEvent.Delta(0, 0, new Piece.Words("x")));
    assertThat(Objects.requireNonNull(stream.fault()).kind())
        .isEqualTo(FaultKind.STREAM_BROKEN_OFF);
    assertThat(stream.told()).isEqualTo(9);
  }

  private static void print(ResponsesStream stream, ChatEvent event) {
    ByteBuf out = Unpooled.buffer();
    stream.print(event, out);
    out.release();
  }

  private static ChatRequest asked() {
    ObjectNode body = JsonTrees.object().put("model", "m").put("input", "x").put("stream", true);
    return ((Result.Ok<ChatRequest>) new ResponsesRequests().read(body)).value();
  }
}
