package io.crossfade.loadtest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * A chat request as an SDK sends it.
 *
 * @param bytes size of its body, about
 * @param stream whether the answer is to be streamed
 */
public record Prompt(int bytes, boolean stream) {
  private static final String SENTENCE =
      "Summarise the \\\"Q3 report\\\" of the caf\u00e9 in two lines \u2014 no more.\\n"
          + "Keep names as they are, leave out amounts below 1,000 and anything the reader knows"
          + " already. ";

  /** What the caller asks for, and what the control provider serves. */
  public static final String CONTROL_MODEL = "gpt-4o-2024-08";

  /** What the candidate provider is asked for. */
  public static final String CANDIDATE_MODEL = "gpt-4.1-2025-04";

  /** The body, as it must arrive at a provider that serves this model. */
  public byte[] body(String model) {
    String text = SENTENCE.repeat(Math.max(1, bytes / SENTENCE.length()));
    return """
    {"model":"%s","messages":[{"role":"system","content":"You are terse."},\
    {"role":"user","content":"%s"}],"temperature":0.2,"max_tokens":256,"stream":%b}\
    """
        .formatted(model, text, stream)
        .getBytes(UTF_8);
  }

  /**
   * The whole request, off heap and never to be released; written as retained duplicates.
   *
   * @param authority host and port it is addressed to
   */
  public ByteBuf request(String authority) {
    byte[] body = body(CONTROL_MODEL);
    byte[] head =
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: %s\r
        Accept: application/json\r
        Accept-Encoding: identity\r
        User-Agent: OpenAI/Python 1.109.1\r
        X-Stainless-Lang: python\r
        X-Stainless-Package-Version: 1.109.1\r
        X-Stainless-OS: Linux\r
        X-Stainless-Arch: x64\r
        X-Stainless-Runtime: CPython\r
        X-Stainless-Runtime-Version: 3.12.4\r
        Authorization: Bearer sk-load-0123456789abcdef0123456789abcdef\r
        X-Stainless-Async: false\r
        x-stainless-retry-count: 0\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(authority, body.length)
            .getBytes(UTF_8);
    ByteBuf request = PooledByteBufAllocator.DEFAULT.directBuffer(head.length + body.length);
    return Unpooled.unreleasableBuffer(request.writeBytes(head).writeBytes(body));
  }
}
