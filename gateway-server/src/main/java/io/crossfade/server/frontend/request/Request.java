package io.crossfade.server.frontend.request;

import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestHead;
import io.crossfade.server.http1.Framing;

/**
 * A request's head as its connection sees it.
 *
 * @param head line and fields
 * @param http10 whether the caller speaks HTTP/1.0
 * @param framing of the body; never refused
 * @param keepAlive whether the caller lets the connection live on
 * @param expectsContinue whether the caller holds the body back until he is told to go on
 */
public record Request(
    RequestHead head, boolean http10, Framing framing, boolean keepAlive, boolean expectsContinue) {

  /** Stands in for bytes that were no request, so that their answer is written like any other. */
  public static final Request UNREADABLE =
      new Request(
          new RequestHead("GET", "/", null, new Headers()), false, Framing.NONE, false, false);

  /** Bytes of the body, or -1 when only its end will tell. */
  public long length() {
    return framing instanceof Framing.Sized(long bytes) ? bytes : -1;
  }

  public boolean isHead() {
    return head.method().equals("HEAD");
  }
}
