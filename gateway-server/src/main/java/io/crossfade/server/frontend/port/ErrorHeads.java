package io.crossfade.server.frontend.port;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;

/** Heads of answers that tell a fault. */
public final class ErrorHeads {
  private ErrorHeads() {}

  /**
   * The head of an error answer.
   *
   * @param bytes of its JSON document
   */
  public static ResponseHead of(Fault fault, int bytes) {
    Headers headers = Headers.of("content-type", "application/json");
    String retryAfter = fault.retryAfter();
    if (retryAfter != null) {
      headers.add("retry-after", retryAfter);
    }
    return new ResponseHead(fault.status(), headers, bytes);
  }
}
