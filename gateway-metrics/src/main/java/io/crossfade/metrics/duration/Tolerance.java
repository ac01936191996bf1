package io.crossfade.metrics.duration;

/**
 * How many times as long as the control the candidate may take before that is an event.
 *
 * @param latency to the last byte, at least 1
 * @param ttft to the first token, at least 1
 * @param told latency before somebody is told, at least 1
 */
public record Tolerance(double latency, double ttft, double told) {}
