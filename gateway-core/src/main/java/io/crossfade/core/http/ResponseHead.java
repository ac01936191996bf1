package io.crossfade.core.http;

/**
 * A status and its fields, framing fields left out: how a body is framed is each connection's own
 * business.
 *
 * @param status three digits
 * @param headers end-to-end fields
 * @param length body length in bytes, or -1 when it is known only at the end
 */
public record ResponseHead(int status, Headers headers, long length) {
  public static final long UNKNOWN_LENGTH = -1;
}
