package io.crossfade.server.frontend.http2;

import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.frontend.request.RequestReader;
import io.crossfade.server.http1.Flaw;
import io.crossfade.server.http1.Framing;
import io.crossfade.server.http2.ReceivedFields;
import io.crossfade.server.http2.ReceivedFields.Pseudo;
import org.jspecify.annotations.Nullable;

/**
 * A request's field section (RFC 9113 §8.3.1), read into the same head that HTTP/1.1 gives: {@code
 * :authority} becomes {@code host}, and what HTTP/1.1 would refuse is refused alike.
 *
 * @param received as it was decoded
 * @param framing of the body, as far as the section tells; perhaps refused
 */
record RequestFields(ReceivedFields received, Framing framing) {

  /**
   * Looks at a section.
   *
   * @param ends whether no body follows
   */
  static RequestFields of(ReceivedFields received, boolean ends) {
    Framing said = Framing.ofRequest(received.headers(), false);
    boolean sized = received.headers().contains("content-length");
    return new RequestFields(
        received, sized || said instanceof Framing.Refused ? said : unsized(ends));
  }

  private static Framing unsized(boolean ends) {
    return ends ? Framing.NONE : Framing.CHUNKED;
  }

  /**
   * Why the section is no request at all, as a clause, or null; its stream is to be reset (RFC 9113
   * §8.1.1).
   */
  @Nullable String flaw(boolean ends) {
    if (received.flaw() != null || received.excess() != null) {
      return received.flaw();
    }
    if (framing instanceof Framing.Refused(Flaw refused)) {
      return refused.what();
    }
    if (ends && !framing.equals(Framing.NONE)) {
      return "Content-Length tells of a body that does not come";
    }
    return pseudoFlaw();
  }

  /** The request of a section without {@link #flaw}, or why it is refused. */
  Result<Request> read(RequestReader reader) {
    Flaw excess = received.excess();
    if (excess != null) {
      return Result.err(RequestFaults.of(excess));
    }
    Headers headers = received.headers();
    String authority = received.get(Pseudo.AUTHORITY);
    if (authority != null && !headers.contains("host")) {
      headers.add("host", authority);
    }
    return reader.read(text(Pseudo.METHOD), text(Pseudo.PATH), headers, framing);
  }

  private @Nullable String pseudoFlaw() {
    String method = text(Pseudo.METHOD);
    if (method.isEmpty() || received.get(Pseudo.STATUS) != null) {
      return "a request has no :method, or a :status";
    }
    if (!method.equals("CONNECT")
        && (text(Pseudo.SCHEME).isEmpty() || text(Pseudo.PATH).isEmpty())) {
      return "a request has no :scheme or no :path";
    }
    String host = received.headers().get("host");
    String authority = received.get(Pseudo.AUTHORITY);
    return host == null || authority == null || host.equalsIgnoreCase(authority)
        ? null
        : "Host differs from :authority";
  }

  private String text(Pseudo name) {
    String value = received.get(name);
    return value == null ? "" : value;
  }
}
