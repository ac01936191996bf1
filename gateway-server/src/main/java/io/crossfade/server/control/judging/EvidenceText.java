package io.crossfade.server.control.judging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.evidence.Memory;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The evidence about one migration as it is written down.
 *
 * @param settings limits it was gathered under; under others it means nothing
 * @param numbers by part
 */
record EvidenceText(String settings, Map<String, double[]> numbers) {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceText.class);
  private static final JsonMapper JSON = new JsonMapper();

  static String write(JudgeSettings settings, Memory memory) {
    try {
      return JSON.writeValueAsString(new EvidenceText(settings.toString(), memory.numbers()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers can always be written", e);
    }
  }

  /** Empty for a text that is none of these. */
  static Optional<EvidenceText> read(String text) {
    try {
      return Optional.of(JSON.readValue(text, EvidenceText.class));
    } catch (JsonProcessingException e) {
      LOG.warn("kept evidence cannot be read and begins anew: {}", e.getOriginalMessage());
      return Optional.empty();
    }
  }

  Memory memory() {
    return Memory.of(numbers);
  }
}
