package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestBody;
import java.util.List;
import java.util.Locale;

/** Takes the {@code content-encoding} off request bodies, so that what we read is plain. */
public final class RequestDecoding {
  private RequestDecoding() {}

  /**
   * A body that reads plain.
   *
   * @param body as it was sent
   * @param headers of the request; its {@code content-encoding} no longer holds for the result
   * @param mostBytes the decoded body may have; one byte more makes it fail with {@link
   *     FaultKind#BODY_TOO_LARGE}
   * @return the body itself where it is not encoded; {@link FaultKind#UNSUPPORTED_ENCODING} for
   *     anything but {@code gzip} and {@code deflate}
   */
  public static Result<RequestBody> plain(RequestBody body, Headers headers, long mostBytes) {
    List<String> codings = headers.all("content-encoding");
    String coding = String.join(",", codings).toLowerCase(Locale.ROOT).strip();
    return switch (coding) {
      case "", "identity" -> Result.ok(body);
      case "gzip", "x-gzip" -> Result.ok(new InflatedBody(body, true, mostBytes));
      case "deflate" -> Result.ok(new InflatedBody(body, false, mostBytes));
      default -> Result.err(unsupported());
    };
  }

  private static Fault unsupported() {
    return Fault.of(
        FaultKind.UNSUPPORTED_ENCODING,
        "the content-encoding of the request is not supported",
        "reading the request",
        "send the body plain, or encoded once with gzip or deflate");
  }
}
