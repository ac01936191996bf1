package io.crossfade.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** Status lines with their usual reason phrases (RFC 9110 §15), composed once. */
final class StatusLines {
  static final byte[] REQUEST_END = " HTTP/1.1\r\n".getBytes(ISO_8859_1);

  private static final byte[][] LINES = lines();

  private StatusLines() {}

  /** The line of a status of three digits, its line end included. */
  static byte[] of(int status) {
    return LINES[status - 100];
  }

  private static byte[][] lines() {
    byte[][] lines = new byte[900][];
    for (int status = 100; status < 1_000; status++) {
      String phrase = phrase(status);
      lines[status - 100] =
          "HTTP/1.1 %d %s\r\n".formatted(status, phrase == null ? "" : phrase).getBytes(ISO_8859_1);
    }
    return lines;
  }

  private static @Nullable String phrase(int status) {
    return switch (status) {
      case 100 -> "Continue";
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 402 -> "Payment Required";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 417 -> "Expectation Failed";
      case 422 -> "Unprocessable Content";
      case 424 -> "Failed Dependency";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 505 -> "HTTP Version Not Supported";
      case 529 -> "Overloaded";
      default -> null;
    };
  }
}
