package io.crossfade.server.testing;

import io.crossfade.core.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A script that answers every request with the recording put in last. */
public final class CassettePlayer implements Function<SeenRequest, Answer> {
  private volatile Answer answer = Answer.json(500, "{\"error\":\"no recording was put in\"}");

  /** Plays this from the next request on, cut so. */
  public void put(Cassette tape, Cuts cuts) {
    answer = answer(tape, tape.body(), cuts);
  }

  @Override
  public Answer apply(SeenRequest request) {
    return answer;
  }

  /**
   * The recorded answer, byte for byte: streams chunked, anything else with its length declared.
   *
   * @param body the recording's {@link Cassette#body} or {@link Cassette#prettyBody}
   */
  public static Answer answer(Cassette tape, byte[] body, Cuts cuts) {
    return tape.isStream() ? stream(tape, body, cuts) : whole(tape, body, cuts);
  }

  private static Answer stream(Cassette tape, byte[] body, Cuts cuts) {
    Answer answer = head(tape, "transfer-encoding: chunked");
    for (byte[] piece : cuts.cut(body)) {
      answer = answer.chunk(piece);
    }
    return answer.lastChunk();
  }

  private static Answer whole(Cassette tape, byte[] body, Cuts cuts) {
    Answer answer = head(tape, "content-length: " + body.length);
    for (byte[] piece : cuts.cut(body)) {
      answer = answer.bytes(piece);
    }
    return answer.end();
  }

  private static Answer head(Cassette tape, String framing) {
    List<String> fields = new ArrayList<>();
    Headers headers = tape.headers();
    for (int at = 0; at < headers.size(); at++) {
      fields.add(headers.name(at) + ": " + headers.value(at));
    }
    fields.add(framing);
    return Answer.head(tape.status(), fields.toArray(String[]::new));
  }
}
