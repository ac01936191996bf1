package io.crossfade.loadtest;

/** What a run can be cut down to. */
enum Part {
  /** Requests that are answered whole. */
  REQUESTS,
  /** Streams of events. */
  STREAMS,
  /** Requests with TLS on both ends. */
  TLS,
  /** Start and memory. */
  PROCESS
}
