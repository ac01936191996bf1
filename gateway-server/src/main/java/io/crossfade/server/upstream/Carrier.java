package io.crossfade.server.upstream;

/**
 * What carries one exchange: a connection in HTTP/1.1, or one stream of many in HTTP/2. On its loop
 * only.
 */
interface Carrier {

  /** Whether the exchange takes another piece: only then may more come, and silence counts. */
  void expecting(boolean more);

  /** Ends it at once, for the other side too; the exchange hears nothing more. */
  void close();
}
