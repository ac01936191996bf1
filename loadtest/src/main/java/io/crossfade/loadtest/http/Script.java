package io.crossfade.loadtest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What one provider says: a whole answer, and the events of a stream. Both ends know it by heart,
 * so every byte can be checked.
 */
public final class Script {
  private static final String FIELDS =
      """
      Date: Sat, 21 Nov 2026 12:00:00 GMT\r
      openai-organization: crossfade-load\r
      openai-processing-ms: 412\r
      openai-version: 2020-10-01\r
      x-request-id: req_0123456789abcdef0123456789abcdef\r
      x-ratelimit-limit-requests: 10000\r
      x-ratelimit-limit-tokens: 30000000\r
      x-ratelimit-remaining-requests: 9999\r
      x-ratelimit-remaining-tokens: 29999986\r
      x-ratelimit-reset-requests: 6ms\r
      x-ratelimit-reset-tokens: 0s\r
      strict-transport-security: max-age=31536000; includeSubDomains; preload\r
      CF-RAY: 8e5f0f0f0f0f0f0f-FRA\r
      """;
  private static final int NUMBER_DIGITS = 8;
  private static final int TIME_DIGITS = 19;

  private final String model;
  private final byte[] body;
  private final byte[] eventStart;
  private final byte[] eventEnd = "\"},\"finish_reason\":null}]}\n\n".getBytes(UTF_8);
  private final byte[] tail;

  public Script(String model) {
    this.model = model;
    this.body = whole();
    this.eventStart = (eventHead() + "\"delta\":{\"content\":\"").getBytes(UTF_8);
    this.tail =
        (eventHead() + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
            .getBytes(UTF_8);
  }

  public String model() {
    return model;
  }

  /** Body of an answer that is not streamed. */
  public byte[] body() {
    return body.clone();
  }

  /** Status line and fields of an answer that is not streamed. */
  public byte[] wholeHead() {
    return head("Content-Type: application/json\r\nContent-Length: " + body.length);
  }

  /** Status line and fields of a stream. */
  public byte[] streamHead() {
    return head("Content-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked");
  }

  private static byte[] head(String framing) {
    return ("HTTP/1.1 200 OK\r\n" + FIELDS + framing + "\r\n\r\n").getBytes(UTF_8);
  }

  /** What stands in every event before its number and its time. */
  public byte[] eventStart() {
    return eventStart.clone();
  }

  /** What stands in every event after its number and its time. */
  public byte[] eventEnd() {
    return eventEnd.clone();
  }

  /** Length of number and time in an event. */
  public static int numbersLength() {
    return NUMBER_DIGITS + 1 + TIME_DIGITS;
  }

  /** An event's number in the stream and when it was sent, in nanoseconds. */
  public static byte[] numbers(int number, long nanos) {
    byte[] text = new byte[numbersLength()];
    digits(text, NUMBER_DIGITS, number, NUMBER_DIGITS);
    text[NUMBER_DIGITS] = ' ';
    digits(text, text.length, nanos, TIME_DIGITS);
    return text;
  }

  private static void digits(byte[] text, int end, long number, int count) {
    long left = number;
    for (int i = 1; i <= count; i++) {
      text[end - i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** The last events: why it finished, and that it is done. */
  public byte[] tail() {
    return tail.clone();
  }

  private String eventHead() {
    return """
    data: {"id":"chatcmpl-0123456789abcdef","object":"chat.completion.chunk",\
    "created":1790000000,"model":"%s","system_fingerprint":"fp_load","choices":[{"index":0,\
    """
        .formatted(model);
  }

  private byte[] whole() {
    return """
    {"id":"chatcmpl-0123456789abcdef","object":"chat.completion","created":1790000000,\
    "model":"%s","choices":[{"index":0,"message":{"role":"assistant","content":"%s",\
    "refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":254,\
    "completion_tokens":120,"total_tokens":374},"system_fingerprint":"fp_load"}\
    """
        .formatted(model, "Revenue grew, costs did not; the caf\u00e9 opens in spring. ".repeat(10))
        .getBytes(UTF_8);
  }
}
