package io.crossfade.server.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Bytes that go into many answers, composed once; not to be changed. */
final class Fields {
  static final byte[] CHUNKED = "transfer-encoding: chunked\r\n".getBytes(ISO_8859_1);
  static final byte[] CLOSE = "connection: close\r\n".getBytes(ISO_8859_1);
  static final byte[] KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(ISO_8859_1);
  static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private Fields() {}
}
