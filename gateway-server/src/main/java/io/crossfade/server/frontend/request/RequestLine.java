package io.crossfade.server.frontend.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.http1.Flaw;
import io.crossfade.server.http1.Octets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request line, taken apart (RFC 9112 §3): method, one SP, target, one SP, version.
 *
 * @param method one of those we implement
 * @param target as sent, printable ASCII without a fragment
 * @param http10 whether the version is 1.0 rather than 1.1
 */
record RequestLine(String method, String target, boolean http10) {
  private static final String[] METHODS = {
    "POST", "GET", "HEAD", "DELETE", "PUT", "PATCH", "OPTIONS"
  };
  private static final byte[] VERSION = "HTTP/".getBytes(ISO_8859_1);
  private static final int VERSION_BYTES = VERSION.length + 3;

  /**
   * Reads a line.
   *
   * @param octets begins with the line
   * @param end index of the line's CR
   */
  static Result<RequestLine> read(byte[] octets, int end) {
    int methodEnd = methodEnd(octets);
    int versionStart = end - VERSION_BYTES;
    if (methodEnd == 0 || octets[methodEnd] != ' ') {
      return Result.err(RequestFaults.of(Flaw.BAD_START_LINE));
    }
    if (versionStart < methodEnd + 3 || !isVersion(octets, versionStart)) {
      return Result.err(RequestFaults.of(Flaw.BAD_START_LINE));
    }
    int targetEnd = versionStart - 1;
    if (octets[targetEnd] != ' ' || !isTarget(octets, methodEnd + 1, targetEnd)) {
      return Result.err(RequestFaults.of(Flaw.BAD_START_LINE));
    }
    Fault refused = refused(octets, methodEnd, end);
    if (refused != null) {
      return Result.err(refused);
    }
    String target = new String(octets, methodEnd + 1, targetEnd - methodEnd - 1, ISO_8859_1);
    return Result.ok(new RequestLine(known(octets, methodEnd), target, octets[end - 1] == '0'));
  }

  /**
   * The line that HTTP/2's {@code :method} and {@code :path} stand for.
   *
   * @param path origin-form only
   */
  static Result<RequestLine> of(String method, String path) {
    if (!Arrays.asList(METHODS).contains(method)) {
      return Result.err(RequestFaults.methodUnknown());
    }
    byte[] octets = path.getBytes(ISO_8859_1);
    return path.startsWith("/") && isTarget(octets, 0, octets.length)
        ? Result.ok(new RequestLine(method, path, false))
        : Result.err(RequestFaults.malformed("the path is malformed"));
  }

  private static int methodEnd(byte[] octets) {
    int at = 0;
    while (Octets.isToken(octets[at])) {
      at++;
    }
    return at;
  }

  private static boolean isVersion(byte[] octets, int from) {
    for (int at = 0; at < VERSION.length; at++) {
      if (octets[from + at] != VERSION[at]) {
        return false;
      }
    }
    int major = from + VERSION.length;
    return isDigit(octets[major]) && octets[major + 1] == '.' && isDigit(octets[major + 2]);
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private static boolean isTarget(byte[] octets, int from, int to) {
    for (int at = from; at < to; at++) {
      byte octet = octets[at];
      if (octet <= ' ' || octet == 0x7f || octet == '#') {
        return false;
      }
    }
    return true;
  }

  /** What speaks against a line that is well-formed, or null. */
  private static @Nullable Fault refused(byte[] octets, int methodEnd, int end) {
    if (octets[end - 3] != '1' || octets[end - 1] > '1') {
      return RequestFaults.of(Flaw.BAD_VERSION);
    }
    return known(octets, methodEnd).isEmpty() ? RequestFaults.methodUnknown() : null;
  }

  private static String known(byte[] octets, int length) {
    for (String method : METHODS) {
      if (method.length() == length && begins(octets, method)) {
        return method;
      }
    }
    return "";
  }

  private static boolean begins(byte[] octets, String method) {
    for (int at = 0; at < method.length(); at++) {
      if (octets[at] != method.charAt(at)) {
        return false;
      }
    }
    return true;
  }
}
