package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestHead;
import io.crossfade.server.http1.ConnectionOptions;
import io.crossfade.server.http1.FieldReader;
import io.crossfade.server.http1.Flaw;
import io.crossfade.server.http1.Framing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request's head in the one way it can be read, or says why it cannot. */
public final class RequestReader {
  private final Set<String> hostNames;

  /**
   * @param hostNames lower-case names an absolute-form target may carry; empty for any that is also
   *     the {@code Host}
   */
  public RequestReader(Set<String> hostNames) {
    this.hostNames = hostNames;
  }

  /**
   * Reads one head.
   *
   * @param octets begins with the head; changed by the reading
   * @param startLineEnd index past the request line's CRLF
   * @param length of the head, empty line included
   */
  public Result<Request> read(byte[] octets, int startLineEnd, int length) {
    return switch (RequestLine.read(octets, startLineEnd - 2)) {
      case Result.Err<RequestLine>(Fault fault) -> Result.err(fault);
      case Result.Ok<RequestLine>(RequestLine line) -> {
        Headers headers = new Headers();
        Flaw flaw = FieldReader.read(octets, startLineEnd, length, headers);
        yield flaw != null ? Result.err(RequestFaults.of(flaw)) : request(line, headers);
      }
    };
  }

  /**
   * Reads a request of HTTP/2, by the same rules.
   *
   * @param fields of a request without flaw, {@code host} among them
   * @param framing of the body, which frames tell
   */
  public Result<Request> read(String method, String path, Headers fields, Framing framing) {
    return switch (RequestLine.of(method, path)) {
      case Result.Err<RequestLine>(Fault fault) -> Result.err(fault);
      case Result.Ok<RequestLine>(RequestLine line) -> {
        Fault refused = refused(line, fields);
        boolean waits = fields.contains("expect") && !framing.equals(Framing.NONE);
        yield refused != null
            ? Result.err(refused)
            : Result.ok(new Request(requestHead(line, fields), false, framing, true, waits));
      }
    };
  }

  private Result<Request> request(RequestLine line, Headers headers) {
    Fault refused = refused(line, headers);
    if (refused != null) {
      return Result.err(refused);
    }
    Framing framing = Framing.ofRequest(headers, line.http10());
    if (framing instanceof Framing.Refused(Flaw flaw)) {
      return Result.err(RequestFaults.of(flaw));
    }
    boolean close = ConnectionOptions.has(headers, "close");
    boolean stays = !line.http10() || ConnectionOptions.has(headers, "keep-alive");
    boolean waits = !line.http10() && headers.contains("expect") && !framing.equals(Framing.NONE);
    return Result.ok(
        new Request(requestHead(line, headers), line.http10(), framing, stays && !close, waits));
  }

  private static RequestHead requestHead(RequestLine line, Headers headers) {
    String target = Targets.originForm(line.target());
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return new RequestHead(
        line.method(), path, mark < 0 ? null : target.substring(mark + 1), headers);
  }

  private @Nullable Fault refused(RequestLine line, Headers headers) {
    String host = null;
    for (int at = 0; at < headers.size(); at++) {
      String name = headers.name(at);
      if (name.equals("host")) {
        if (host != null) {
          return RequestFaults.malformed("Host comes more than once");
        }
        host = headers.value(at);
      } else if (name.equals("expect") && !headers.value(at).equalsIgnoreCase("100-continue")) {
        return RequestFaults.expectation();
      }
    }
    if (host == null ? !line.http10() : !Authority.isWellFormed(host)) {
      return RequestFaults.malformed("Host is missing or malformed");
    }
    return Targets.isOurs(line.target(), host, hostNames)
        ? null
        : RequestFaults.malformed("the target is neither a path nor a URL of this host");
  }
}
