package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.server.http1.HeadWriter;
import io.crossfade.server.upstream.connect.Destination;
import io.crossfade.server.upstream.connect.Proxy;

/** What stands at the top of every request to one destination. */
final class RequestLines {
  private final String authority;
  private final String prefix;
  private final byte[] own;

  RequestLines(Destination to) {
    authority = to.authority();
    prefix = to.absoluteForm() ? "http://" + to.authority() : "";
    own = ("host: " + to.authority() + "\r\n" + login(to)).getBytes(ISO_8859_1);
  }

  /** Whom requests are for, as their {@code host} or {@code :authority} says. */
  String authority() {
    return authority;
  }

  /** The head of a request, to be written out at once. */
  HeadWriter head(UpstreamRequest request) {
    String target = prefix.isEmpty() ? request.target() : prefix + request.target();
    HeadWriter head =
        HeadWriter.take().request(request.method(), target).raw(own).fields(request.headers());
    long length = request.body().length();
    if (length < 0) {
      return head.field("transfer-encoding", "chunked");
    }
    return length > 0 || meansBody(request.method()) ? head.field("content-length", length) : head;
  }

  static boolean meansBody(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  private static String login(Destination to) {
    Proxy proxy = to.absoluteForm() ? to.proxy() : null;
    String login = proxy == null ? null : proxy.authorization();
    return login == null ? "" : "proxy-authorization: " + login + "\r\n";
  }
}
