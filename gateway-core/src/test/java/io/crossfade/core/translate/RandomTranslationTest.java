package io.crossfade.core.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.translate.RecordedTranslationTest.Same;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for any request; a failure names the seed it came from. */
final class RandomTranslationTest {
  private static final int REQUESTS = 2_000;

  @Test
  void request_anyToItsOwnProvider_losesNothing() {
    for (long seed = 0; seed < REQUESTS; seed++) {
      RandomRequests requests = new RandomRequests(seed);
      unchanged(Same.CHAT, requests.chat(), seed);
      unchanged(Same.MESSAGES, requests.messages(), seed);
      unchanged(Same.RESPONSES, new RandomResponses(seed).next(), seed);
    }
  }

  private static void unchanged(Same same, ObjectNode body, long seed) {
    Losses losses = new Losses("target", LossPolicy.STRICT);
    ChatRequest request = RecordedTranslationTest.request(same, body);
    assertThat(same.spelled(RecordedTranslationTest.sent(same, request, losses)))
        .as("seed %d", seed)
        .isEqualTo(same.spelled(body));
    assertThat(losses.refusal()).as("seed %d", seed).isNull();
  }

  /** A field that does not come back is named by what was reported on the way. */
  @Test
  void request_anyThereAndBack_losesNothingInSilence() {
    for (long seed = 0; seed < REQUESTS; seed++) {
      RandomRequests requests = new RandomRequests(seed);
      reported(ThereAndBack.of(requests.chat(), Same.CHAT, Same.MESSAGES), seed);
      reported(ThereAndBack.of(requests.messages(), Same.MESSAGES, Same.CHAT), seed);
      ObjectNode body = new RandomResponses(seed).next();
      reported(ThereAndBack.of(body, Same.RESPONSES, Same.MESSAGES), seed);
      reported(ThereAndBack.of(body, Same.RESPONSES, Same.CHAT), seed);
    }
  }

  private static void reported(ThereAndBack trip, long seed) {
    SortedSet<String> silent = new TreeSet<>();
    for (String path : trip.lost()) {
      if (trip.reported().stream().noneMatch(name -> names(name, path))) {
        silent.add(path);
      }
    }
    assertThat(silent).as("seed %d, reported %s", seed, trip.reported()).isEmpty();
  }

  private static boolean names(String report, String path) {
    String last = report.substring(report.lastIndexOf('.') + 1);
    return path.contains(last) || (last.equals("reasoning") && path.contains("thinking"));
  }
}
