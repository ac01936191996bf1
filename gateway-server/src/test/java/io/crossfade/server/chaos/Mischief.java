package io.crossfade.server.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.testing.Answer;

/** All the ways in which a provider may answer, and what the fault table makes of each. */
enum Mischief {
  NONE(Fate.WHOLE, Fate.WHOLE),
  DRIBBLE(Fate.WHOLE, Fate.WHOLE),
  SURPLUS(Fate.WHOLE, Fate.WHOLE),
  CLOSING(Fate.WHOLE, Fate.WHOLE),
  RESET(Fate.LOST, Fate.LOST),
  HALF_A_HEAD(Fate.LOST, Fate.LOST),
  HANG(Fate.LATE, Fate.LATE),
  HEAD_ONLY(Fate.LATE, Fate.LATE),
  HALF(Fate.BAD, Fate.BROKEN),
  TORN(Fate.BAD, Fate.BROKEN),
  HALF_AND_HANG(Fate.LATE, Fate.SILENT),
  GARBAGE(Fate.BAD, Fate.BAD),
  TWO_LENGTHS(Fate.BAD, Fate.BAD),
  SHORT_LENGTH(Fate.BAD, Fate.BROKEN),
  BAD_CHUNK(Fate.BAD, Fate.BROKEN),
  /** Waits for the provider to be stopped. */
  STOPPED(Fate.GONE, Fate.GONE);

  private final Fate plain;
  private final Fate streamed;

  Mischief(Fate plain, Fate streamed) {
    this.plain = plain;
    this.streamed = streamed;
  }

  Fate fate(boolean stream) {
    return stream ? streamed : plain;
  }

  /** Whether the provider leaves it to the gateway to end the connection. */
  boolean waits() {
    return this == HANG || this == HEAD_ONLY || this == HALF_AND_HANG;
  }

  Answer answer(Speech speech, boolean stream) {
    return switch (this) {
      case NONE -> speech.whole(stream);
      case DRIBBLE -> speech.whole(stream).byByte();
      case SURPLUS -> surplus(speech, stream);
      case CLOSING -> speech.whole(stream, "connection: close").close();
      case RESET -> Answer.hang().reset();
      case HALF_A_HEAD -> Answer.garbage("HTTP/1.1 200 OK\r\ncontent-ty").close();
      case HANG, STOPPED -> Answer.hang();
      case HEAD_ONLY -> stream ? Answer.stream() : Answer.chunked(200, "application/json");
      case HALF -> half(speech, stream).close();
      case TORN -> half(speech, stream).reset();
      case HALF_AND_HANG -> half(speech, stream);
      case GARBAGE -> Answer.garbage("HTTP/9.9 2OO Fine\r\n\r\n").close();
      case TWO_LENGTHS ->
          Answer.head(200, "content-length: 2", "content-length: 3").raw("{}").end();
      case SHORT_LENGTH -> shortLength(speech, stream);
      case BAD_CHUNK ->
          stream
              ? speech.begun().raw("zz\r\n")
              : Answer.chunked(200, "application/json").chunk("{\"choices\":[]").raw("zz\r\n");
    };
  }

  private static Answer half(Speech speech, boolean stream) {
    if (stream) {
      return speech.begun();
    }
    String json = speech.json();
    return Answer.head(200, "content-type: application/json", "content-length: " + json.length())
        .raw(json.substring(0, json.length() / 2));
  }

  /** The length says less than there is, and what it covers is no whole answer. */
  private static Answer shortLength(Speech speech, boolean stream) {
    String body = stream ? speech.stream() : speech.json();
    int declared = stream ? speech.opening().length() + 9 : body.length() - 9;
    String type = stream ? "text/event-stream" : "application/json";
    return Answer.head(200, "content-type: " + type, "content-length: " + declared)
        .bytes(body.getBytes(UTF_8));
  }

  /** A second answer that nobody asked for, for the next call to be given by mistake. */
  private static Answer surplus(Speech speech, boolean stream) {
    String other = new Speech(speech.provider(), -speech.call()).json();
    String head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
    String whole = head + other.length() + "\r\n\r\n" + other;
    return stream
        ? speech.said().raw("0\r\n\r\n" + whole).end()
        : Answer.head(
                200, "content-type: application/json", "content-length: " + speech.json().length())
            .raw(speech.json() + whole)
            .end();
  }
}
