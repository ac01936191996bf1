package io.crossfade.metrics.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.crossfade.metrics.judge.advance.Advancing;
import io.crossfade.metrics.judge.advance.StageProgress;
import io.crossfade.metrics.judge.evidence.Counts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Gate readings as JSON, for the payload of events: {@code {"wire":{"absolute":{"e":…}}}}; of a
 * stage that ends by itself also how far it is.
 */
final class Numbers {
  private static final JsonFactory JSON = new JsonFactory();

  private Numbers() {}

  static String json(List<Gate> gates, Advancing advancing) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Gate gate : gates) {
        json.writeObjectFieldStart(gate.name());
        for (GateReading reading : gate.readings()) {
          write(json, reading);
        }
        json.writeEndObject();
      }
      StageProgress progress = advancing.progress();
      if (progress != null) {
        write(json, progress, advancing.evidence());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, StageProgress progress, List<Double> evidence)
      throws IOException {
    json.writeObjectFieldStart("advance");
    json.writeNumberField("candidate", progress.candidate());
    if (progress.needed() < Long.MAX_VALUE) {
      json.writeNumberField("needed", progress.needed());
    }
    json.writeBooleanField("proven", progress.proven());
    writeRate(json, "error_evidence", evidence.getFirst());
    writeRate(json, "speed_evidence", evidence.getLast());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, GateReading reading) throws IOException {
    json.writeObjectFieldStart(reading.test());
    json.writeNumberField("e", reading.evidence());
    json.writeNumberField("threshold", reading.threshold());
    write(json, "step", reading.step());
    write(json, "recent", reading.recent());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Counts counts) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("x0", counts.x0());
    json.writeNumberField("n0", counts.n0());
    json.writeNumberField("x1", counts.x1());
    json.writeNumberField("n1", counts.n1());
    writeRate(json, "control_rate", counts.controlRate());
    writeRate(json, "candidate_rate", counts.candidateRate());
    json.writeEndObject();
  }

  private static void writeRate(JsonGenerator json, String name, double rate) throws IOException {
    if (!Double.isFinite(rate)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, rate);
    }
  }
}
