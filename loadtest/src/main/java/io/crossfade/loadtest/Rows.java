package io.crossfade.loadtest;

import static io.crossfade.loadtest.result.Row.Kind.RATIO_AT_LEAST;
import static io.crossfade.loadtest.result.Row.Kind.RATIO_AT_MOST;
import static io.crossfade.loadtest.result.Row.Kind.VALUE_AT_MOST;

import io.crossfade.loadtest.result.Row;
import java.util.List;
import java.util.stream.Stream;

/** What has to hold, and what to aim at. */
final class Rows {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static final List<Row> REQUESTS =
      List.of(
          new Row("CPU per request, 1.2 kB", "cpu 1200", "us", 1.0, 0.75, RATIO_AT_MOST),
          new Row("CPU per request, 30 kB", "cpu 30000", "us", 1.3, 1.0, RATIO_AT_MOST),
          new Row("CPU per request, 300 kB", "cpu 300000", "us", 2.0, 1.1, RATIO_AT_MOST),
          new Row("CPU per request, 1.2 kB, TLS", "tls cpu 1200", "us", 1.3, 1.0, RATIO_AT_MOST),
          new Row("throughput of one core, TLS", "tls rps 1200", "1/s", NONE, NONE, RATIO_AT_LEAST),
          new Row("throughput of one core", "rps 1200", "1/s", 1.0, 1.3, RATIO_AT_LEAST),
          new Row("added p50 at a fixed rate", "open added p50", "us", 1.0, 0.75, RATIO_AT_MOST),
          new Row("added p99 at a fixed rate", "open added p99", "us", 1.5, 1.0, RATIO_AT_MOST),
          new Row(
              "added p99.9 at a fixed rate", "open added p99.9", "us", NONE, NONE, RATIO_AT_MOST));

  private static final List<Row> EVENTS =
      List.of(
          new Row("CPU per SSE event, 1 stream", "event cpu 1", "us", NONE, NONE, RATIO_AT_MOST),
          new Row(
              "CPU per SSE event, 100 streams", "event cpu 100", "us", NONE, NONE, RATIO_AT_MOST),
          new Row(
              "CPU per SSE event, 1,000 streams", "event cpu 1000", "us", 1.2, 0.9, RATIO_AT_MOST),
          new Row(
              "added p99 per SSE event, 1 stream",
              "event 1 added p99",
              "ms",
              NONE,
              NONE,
              RATIO_AT_MOST),
          new Row(
              "added p99 per event, 100 streams",
              "event 100 added p99",
              "ms",
              NONE,
              NONE,
              RATIO_AT_MOST),
          new Row(
              "added p99 per event, 1,000 streams",
              "event 1000 added p99",
              "ms",
              1.0,
              0.5,
              RATIO_AT_MOST));

  private static final List<Row> PROCESS =
      List.of(
          new Row("start to first 200", "start", "ms", 1_200, 500, VALUE_AT_MOST),
          new Row("memory, idle", "idle", "MB", 120, 70, VALUE_AT_MOST),
          new Row("memory, 1,000 streams", "streaming", "MB", 250, 150, VALUE_AT_MOST),
          new Row("memory, 10,000 idle connections", "connected", "MB", 400, 250, VALUE_AT_MOST));

  static final List<Row> ALL = Stream.of(REQUESTS, EVENTS, PROCESS).flatMap(List::stream).toList();

  /** What belongs here and is not measured, with the reason. */
  static final List<String> LEFT_OUT =
      List.of(
          "HTTP/2 in, HTTP/1.1 out: callers here speak HTTP/1.1 only",
          "translated calls: the providers here speak OpenAI's wire only",
          "other gateways: only nginx and HAProxy are started beside Crossfade");

  private Rows() {}
}
