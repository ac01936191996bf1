package io.crossfade.core.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Translates every case under {@code resources/golden/<wire>-to-<provider type>/<case>}; what each
 * file of a case is, {@link GoldenCase} says. A new case is a new folder, and {@code
 * -Dgolden.write=true} writes what comes out in place of what should: look at it before you commit.
 */
final class GoldenTest {

  @TestFactory
  Stream<DynamicTest> request_golden_isSentAsExpected() {
    return GoldenCase.all()
        .filter(GoldenCase::hasRequest)
        .map(golden -> dynamicTest(golden.toString(), golden::checkRequest));
  }

  @TestFactory
  Stream<DynamicTest> answer_golden_isGivenAsExpected() {
    return GoldenCase.all()
        .filter(GoldenCase::hasAnswer)
        .map(golden -> dynamicTest(golden.toString(), golden::checkAnswer));
  }

  @TestFactory
  Stream<DynamicTest> stream_goldenHoweverCut_isGivenAsExpected() {
    return GoldenCase.all()
        .filter(GoldenCase::hasStream)
        .map(golden -> dynamicTest(golden.toString(), golden::checkStream));
  }

  @Test
  void cases_all_haveSomethingToCheck() {
    assertThat(GoldenCase.all())
        .isNotEmpty()
        .allMatch(golden -> golden.hasRequest() || golden.hasAnswer() || golden.hasStream());
  }
}
