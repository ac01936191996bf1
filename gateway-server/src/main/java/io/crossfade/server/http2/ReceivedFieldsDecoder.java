package io.crossfade.server.http2;

import io.crossfade.server.http1.HeadLimits;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;

/** HPACK (RFC 7541) into {@link ReceivedFields}, bounded while it unpacks. */
public final class ReceivedFieldsDecoder extends DefaultHttp2HeadersDecoder {
  /** What HTTP/2 counts for each field beside its name and value (RFC 9113 §6.5.2). */
  private static final int FIELD_OVERHEAD_BYTES = 32;

  private final HeadLimits limits;

  public ReceivedFieldsDecoder(HeadLimits limits) {
    super(false, listBytes(limits));
    this.limits = limits;
  }

  /** The limits as {@code SETTINGS_MAX_HEADER_LIST_SIZE} tells them. */
  public static long listBytes(HeadLimits limits) {
    return limits.headBytes() + (long) FIELD_OVERHEAD_BYTES * limits.fieldCount();
  }

  @Override
  protected Http2Headers newHeaders() {
    return new ReceivedFields(limits);
  }
}
