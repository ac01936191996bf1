package io.crossfade.server.fault;

import static io.crossfade.core.fault.Outcome.RATE_LIMITED;
import static io.crossfade.core.fault.Outcome.SERVER_ERROR;
import static io.crossfade.core.fault.Outcome.TIMEOUT;
import static io.crossfade.core.fault.Outcome.UNAVAILABLE;
import static io.crossfade.server.fault.Row.again;
import static io.crossfade.server.fault.Row.callers;
import static io.crossfade.server.fault.Row.elsewhere;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.testing.Answer;
import java.util.List;

/** The fault table before the commit, in answers a provider of the OpenAI wire can give. */
final class Rows {
  private static final String BAD = "bad_provider_response";
  private static final String WORDS = "<html>gateway trouble</html>";

  /** As OpenRouter tells that the provider behind it failed. */
  private static final String FAILED_CHOICE =
      "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"\"},\"delta\":{\"content\":\"\"},"
          + "\"finish_reason\":\"error\",\"error\":{\"code\":502,\"message\":\"it broke\"}}]}";

  private Rows() {}

  /** No whole HTTP answer comes. */
  static List<Row> ofConnections() {
    return List.of(
        again(
            "a reset before the head",
            Answer.hang().reset(),
            502,
            "provider_unavailable",
            UNAVAILABLE),
        again(
            "a close before the head",
            Answer.hang().close(),
            502,
            "provider_unavailable",
            UNAVAILABLE),
        again(
            "half a head",
            Answer.garbage("HTTP/1.1 200 OK\r\ncont").close(),
            502,
            "provider_unavailable",
            UNAVAILABLE),
        again(
            "no HTTP at all",
            Answer.garbage("SSH-2.0-OpenSSH\r\n\r\n").close(),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "a status nobody knows",
            Answer.garbage("HTTP/1.1 999 What\r\ncontent-length: 0\r\n\r\n"),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "a switch of protocols",
            Answer.head(101, "upgrade: h2c", "connection: upgrade"),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "two lengths",
            Answer.head(200, "content-length: 2", "content-length: 3").raw("{}").end(),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "a length and chunks",
            Answer.head(200, "content-length: 2", "transfer-encoding: chunked")
                .raw("0\r\n\r\n")
                .end(),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "a NUL in a field",
            Answer.head(200, "x-a: b\0c", "content-length: 2").raw("{}").end(),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "a bare LF in the head",
            Answer.garbage("HTTP/1.1 200 OK\nx-a: b\n\n"),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "a head without end",
            Answer.garbage("HTTP/1.1 200 OK\r\nx-a: " + "a".repeat(200_000)),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "endless 1xx",
            Answer.garbage("HTTP/1.1 102 Wait\r\n\r\n".repeat(100)),
            502,
            BAD,
            SERVER_ERROR));
  }

  /** The status says what is wrong; the body has nobody's shape. */
  static List<Row> ofStatuses() {
    return List.of(
        elsewhere(
            "301",
            Answer.whole(301, "text/plain", new byte[0], "location: http://127.0.0.1:1/v1"),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere(
            "302",
            Answer.whole(302, "text/plain", new byte[0], "location: /elsewhere"),
            502,
            BAD,
            SERVER_ERROR),
        elsewhere("304", Answer.head(304, "etag: x").end(), 502, BAD, SERVER_ERROR),
        callers("400", words(400), 400),
        callers("413", words(413), 413),
        callers("422", words(422), 422),
        callers("418", words(418), 418),
        callers(
            "404 of an object", Answer.json(404, "{\"detail\":\"No file with id file-7\"}"), 404),
        elsewhere(
            "404 of a model",
            Answer.json(404, "{\"detail\":\"The model m2 does not exist\"}"),
            404,
            "model_not_found",
            UNAVAILABLE),
        elsewhere("401", words(401), 502, "provider_auth_failed", UNAVAILABLE),
        elsewhere("402", words(402), 502, "provider_auth_failed", UNAVAILABLE),
        elsewhere("403", words(403), 502, "provider_auth_failed", UNAVAILABLE),
        elsewhere(
            "a 400 that names a bad key",
            Answer.json(400, "{\"message\":\"Incorrect API key provided: sk-abcdef123\"}"),
            502,
            "provider_auth_failed",
            UNAVAILABLE),
        again("408", words(408), 504, "provider_error", TIMEOUT),
        again("504", words(504), 504, "provider_error", TIMEOUT),
        again("500", words(500), 502, "provider_error", SERVER_ERROR),
        again("502", words(502), 502, "provider_error", SERVER_ERROR),
        again("520", words(520), 502, "provider_error", SERVER_ERROR),
        again("503", waiting(503, "0"), 503, "provider_overloaded", UNAVAILABLE).waits("0"),
        again("529", waiting(529, "0"), 529, "provider_overloaded", UNAVAILABLE).waits("0"),
        again("429 with a short wait", waiting(429, "0"), 429, "rate_limit_exceeded", RATE_LIMITED)
            .waits("0"),
        again("498", words(498), 429, "rate_limit_exceeded", RATE_LIMITED),
        elsewhere(
                "429 with a long wait",
                waiting(429, "30"),
                429,
                "rate_limit_exceeded",
                RATE_LIMITED)
            .waits("30"),
        elsewhere(
                "503 with a long wait",
                waiting(503, "120"),
                503,
                "provider_overloaded",
                UNAVAILABLE)
            .waits("120"),
        elsewhere(
            "429 of a used up quota",
            Answer.json(429, "{\"message\":\"You exceeded your current quota\"}"),
            429,
            "rate_limit_exceeded",
            RATE_LIMITED));
  }

  /** A status of success, and a body that is none. */
  static List<Row> ofBodies() {
    return List.of(
        again("204", Answer.head(204).end(), 502, BAD, SERVER_ERROR),
        again("an empty 200", Answer.json(200, ""), 502, BAD, SERVER_ERROR),
        again(
            "HTML under a 200",
            Answer.whole(200, "text/html", WORDS.getBytes(UTF_8)),
            502,
            BAD,
            SERVER_ERROR),
        again("a list", Answer.json(200, "[1,2]"), 502, BAD, SERVER_ERROR),
        again("two documents", Answer.json(200, "{\"choices\":[]}{}"), 502, BAD, SERVER_ERROR),
        again("JSON without choices", Answer.json(200, "{\"id\":\"1\"}"), 502, BAD, SERVER_ERROR),
        again(
            "an error under a 200",
            Answer.json(200, "{\"error\":{\"message\":\"no\"}}"),
            502,
            BAD,
            SERVER_ERROR),
        again("a choice that failed", Answer.json(200, FAILED_CHOICE), 502, BAD, SERVER_ERROR),
        again(
            "a choice that ends in an error",
            Answer.json(200, "{\"choices\":[{\"message\":{},\"finish_reason\":\"error\"}]}"),
            502,
            BAD,
            SERVER_ERROR),
        again("JSON cut short", Answer.json(200, "{\"choices\":[{\"ind"), 502, BAD, SERVER_ERROR),
        again(
            "a body shorter than its length",
            Answer.head(200, "content-type: application/json", "content-length: 99")
                .raw("{\"choices\":[]}")
                .close(),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "a reset in the body",
            Answer.head(200, "content-type: application/json", "content-length: 99")
                .raw("{\"choices\":[]}")
                .reset(),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "a bad chunk",
            Answer.chunked(200, "application/json").chunk("{\"choices\":[]").raw("zz\r\n"),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "chunks without an end",
            Answer.chunked(200, "application/json").chunk("{\"choices\":[]}").close(),
            502,
            BAD,
            SERVER_ERROR));
  }

  /** A stream that is none. */
  static List<Row> ofStreams() {
    return List.of(
        again("a stream without events", Answer.stream().lastChunk(), 502, BAD, SERVER_ERROR),
        again(
            "a stream of comments",
            Answer.stream().chunk(": one\n\n: two\n\n").lastChunk(),
            502,
            BAD,
            SERVER_ERROR),
        again("a stream of nothing but [DONE]", Answer.sse("[DONE]"), 502, BAD, SERVER_ERROR),
        again(
            "half an event",
            Answer.stream().chunk("data: {\"choi").close(),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "an error as first event",
            Answer.sse("{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}"),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "an event named error",
            Answer.stream().event("error", "{\"message\":\"boom\"}").lastChunk(),
            502,
            BAD,
            SERVER_ERROR),
        again(
            "an error and [DONE]",
            Answer.sse("{\"error\":\"boom\"}", "[DONE]"),
            502,
            BAD,
            SERVER_ERROR),
        again("a choice that failed", Answer.sse(FAILED_CHOICE), 502, BAD, SERVER_ERROR),
        callers(
            "an error that names the caller",
            Answer.sse(
                "{\"error\":{\"message\":\"maximum context length is"
                    + " 8\",\"code\":\"context_length_exceeded\"}}"),
            400));
  }

  /** A stream, where one document was asked for. */
  static List<Row> ofUnaskedStreams() {
    String event = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    return List.of(
        again("a stream nobody asked for", Answer.sse(event, "[DONE]"), 502, BAD, SERVER_ERROR));
  }

  private static Answer words(int status) {
    return Answer.whole(status, "text/html", WORDS.getBytes(UTF_8));
  }

  private static Answer waiting(int status, String seconds) {
    return Answer.whole(status, "text/html", WORDS.getBytes(UTF_8), "retry-after: " + seconds);
  }
}
