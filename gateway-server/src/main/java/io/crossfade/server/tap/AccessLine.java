package io.crossfade.server.tap;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Route;
import io.crossfade.core.Trace;
import io.crossfade.core.usage.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the access log: who asked for what, which arm earned which outcome, how many attempts
 * it took, and how long.
 */
record AccessLine(
    String id,
    @Nullable String key,
    String method,
    String path,
    String model,
    @Nullable Route route,
    String outcome,
    int status,
    List<Trace.Attempt> attempts,
    Trace.@Nullable Serving serving,
    long bytes,
    long acceptedNanos,
    long sentNanos,
    long firstTokenNanos,
    long endedNanos) {

  static AccessLine of(Call call, long endedNanos) {
    Trace trace = call.trace();
    return new AccessLine(
        call.id(),
        call.origin().caller().keyId(),
        call.head().method(),
        call.head().path(),
        trace.model(),
        trace.route(),
        trace.outcome().label(),
        trace.status(),
        List.copyOf(trace.attempts()),
        trace.serving(),
        trace.bytes(),
        call.origin().acceptedNanos(),
        trace.sentUpstreamNanos(),
        trace.firstTokenNanos(),
        endedNanos);
  }

  void appendTo(StringBuilder line, LineTimes times) {
    line.append("{\"time\":\"");
    times.appendTo(line, endedNanos);
    line.append('"');
    text(line, "request_id", id);
    text(line, "key", key);
    text(line, "method", method);
    text(line, "path", path);
    text(line, "model", model);
    text(line, "migration", route == null ? null : route.migration());
    text(line, "arm", route == null ? Arm.NONE.label() : route.arm().label());
    text(line, "outcome", outcome);
    line.append(",\"status\":").append(status);
    line.append(",\"attempts\":").append(attempts.size());
    if (attempts.size() > 1) {
      appendAttempts(line);
    }
    text(line, "served_by", serving == null ? null : serving.target().provider());
    text(line, "served_model", serving == null ? null : serving.model());
    line.append(",\"bytes\":").append(bytes);
    appendTokens(line);
    millis(line, "overhead_ms", sentNanos);
    millis(line, "ttft_ms", firstTokenNanos);
    millis(line, "duration_ms", endedNanos);
    line.append("}\n");
  }

  private void appendAttempts(StringBuilder line) {
    line.append(",\"tried\":[");
    String separator = "";
    for (Trace.Attempt attempt : attempts) {
      line.append(separator).append("{\"kind\":\"").append(attempt.kind().label()).append('"');
      separator = ",";
      text(line, "target", attempt.target().toString());
      text(line, "outcome", attempt.outcome().label());
      line.append('}');
    }
    line.append(']');
  }

  /** Of the attempt that answered. */
  private void appendTokens(StringBuilder line) {
    Usage usage = attempts.isEmpty() ? Usage.NONE : attempts.getLast().usage();
    if (usage.known()) {
      line.append(",\"prompt_tokens\":").append(usage.prompt());
      line.append(",\"completion_tokens\":").append(usage.completion());
      text(line, "usage", usage.source().label());
    }
  }

  private static void text(StringBuilder line, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      line.append(",\"").append(name).append("\":\"");
      if (isPlain(value)) {
        line.append(value);
      } else {
        JsonStringEncoder.getInstance().quoteAsString(value, line);
      }
      line.append('"');
    }
  }

  /** Whether a text stands in JSON as it is; nearly all do, and then a copy is all it takes. */
  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** A point of the clock as milliseconds since the request came; left out when it never was. */
  private void millis(StringBuilder line, String name, long nanos) {
    if (nanos >= 0) {
      line.append(",\"").append(name).append("\":");
      long tenths = Math.round((nanos - acceptedNanos) / 1e5);
      line.append(tenths / 10).append('.').append(tenths % 10);
    }
  }
}
