package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@link FakeProvider} does for one request, step by step; immutable, each method returns a
 * longer answer. An answer that ends with neither {@link #end}, {@link #close} nor {@link #reset}
 * leaves the caller waiting.
 *
 * <p>Steps write bytes as they are, so an answer may break HTTP wherever a test wants it to.
 */
public record Answer(List<Step> steps) {
  private static final Answer NOTHING = new Answer(List.of());

  /** One thing to do; the next follows when it is done. */
  public sealed interface Step {}

  record Send(String bytes) implements Step {}

  record Pause(Hold hold) implements Step {}

  record Delay(Duration time) implements Step {}

  record End() implements Step {}

  record Close() implements Step {}

  record Reset() implements Step {}

  public Answer {
    steps = List.copyOf(steps);
  }

  /** Takes the request and never says a word. */
  public static Answer hang() {
    return NOTHING;
  }

  /** A JSON body with its length declared. */
  public static Answer json(int status, String body) {
    return whole(status, "application/json", body.getBytes(UTF_8));
  }

  /** A body with its length declared; {@code fields} are whole lines such as {@code a: b}. */
  public static Answer whole(int status, String contentType, byte[] body, String... fields) {
    List<String> lines = new ArrayList<>(List.of(fields));
    lines.add("content-type: " + contentType);
    lines.add("content-length: " + body.length);
    return head(status, lines.toArray(String[]::new)).bytes(body).end();
  }

  /** A whole stream of unnamed events, each written and flushed by itself. */
  public static Answer sse(String... data) {
    Answer answer = stream();
    for (String event : data) {
      answer = answer.event(event);
    }
    return answer.lastChunk();
  }

  /** The head of a chunked event stream; events, holds and {@link #lastChunk} are the caller's. */
  public static Answer stream(String... fields) {
    return chunked(200, "text/event-stream", fields);
  }

  /** The head of a chunked answer. */
  public static Answer chunked(int status, String contentType, String... fields) {
    List<String> lines = new ArrayList<>(List.of(fields));
    lines.add("content-type: " + contentType);
    lines.add("transfer-encoding: chunked");
    return head(status, lines.toArray(String[]::new));
  }

  /** A status line and these lines, nothing added: framing is the caller's. */
  public static Answer head(int status, String... fields) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    return NOTHING.raw(head.append("\r\n").toString());
  }

  /** Bytes outside any framing, as the first of an answer: garbage, or a head of one's own. */
  public static Answer garbage(String bytes) {
    return NOTHING.raw(bytes);
  }

  /** A chunk that holds {@code data: <data>} and a blank line. */
  public Answer event(String data) {
    return chunk("data: " + data + "\n\n");
  }

  /** A chunk that holds one named event. */
  public Answer event(String name, String data) {
    return chunk("event: " + name + "\ndata: " + data + "\n\n");
  }

  public Answer chunk(String text) {
    return chunk(text.getBytes(UTF_8));
  }

  public Answer chunk(byte[] bytes) {
    ByteArrayOutputStream framed = new ByteArrayOutputStream(bytes.length + 16);
    framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
    framed.writeBytes(bytes);
    framed.writeBytes(new byte[] {'\r', '\n'});
    return bytes(framed.toByteArray());
  }

  /** {@code times} equal chunks, for answers too long to spell out. */
  public Answer chunks(int times, byte[] bytes) {
    Step one = NOTHING.chunk(bytes).steps.getFirst();
    List<Step> longer = new ArrayList<>(steps);
    for (int n = 0; n < times; n++) {
      longer.add(one);
    }
    return new Answer(longer);
  }

  /** Bytes as they are, outside any framing. */
  public Answer bytes(byte[] bytes) {
    return raw(new String(bytes, ISO_8859_1));
  }

  /** As {@link #bytes}, one byte per character. */
  public Answer raw(String bytes) {
    return then(new Send(bytes));
  }

  /** Stops here until the test releases {@code hold}. */
  public Answer hold(Hold hold) {
    return then(new Pause(hold));
  }

  /** Waits on the provider's own clock, for tests in which lateness is the point. */
  public Answer delay(Duration time) {
    return then(new Delay(time));
  }

  /** The chunk that ends a chunked body, and the answer with it. */
  public Answer lastChunk() {
    return raw("0\r\n\r\n").end();
  }

  /** The answer is over by its own framing; the connection takes the next request. */
  public Answer end() {
    return then(new End());
  }

  /** Closes the connection in order (FIN), whole answer or not. */
  public Answer close() {
    return then(new Close());
  }

  /** Breaks the connection off (RST); bytes not yet read by the peer are lost. */
  public Answer reset() {
    return then(new Reset());
  }

  /** The same answer, each byte written and flushed by itself. */
  public Answer byByte() {
    return new Answer(steps.stream().flatMap(Answer::byByte).toList());
  }

  private static Stream<Step> byByte(Step step) {
    return step instanceof Send(String bytes)
        ? bytes.chars().mapToObj(one -> new Send(String.valueOf((char) one)))
        : Stream.of(step);
  }

  private Answer then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Answer(longer);
  }
}
