package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.translate.RecordedTranslationTest.Same;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to the other API and back to its own.
 *
 * @param refused the field it was refused for, or null
 * @param asked paths of what was asked
 * @param lost those that did not come back
 * @param reported names of what was dropped on either way
 */
record ThereAndBack(
    @Nullable String refused,
    SortedSet<String> asked,
    SortedSet<String> lost,
    SortedSet<String> reported) {

  static ThereAndBack of(ObjectNode body, Same own, Same other) {
    SortedSet<String> asked = Canonical.paths(own.spelled(body));
    Losses there = new Losses("target", LossPolicy.TABLE);
    ChatRequest request = RecordedTranslationTest.request(own, body);
    ObjectNode sent = RecordedTranslationTest.sent(other, request, there);
    Fault refusal = there.refusal();
    if (refusal != null) {
      return new ThereAndBack(refusal.param(), asked, new TreeSet<>(), new TreeSet<>());
    }
    Losses back = new Losses("target", LossPolicy.TABLE);
    ChatRequest again = RecordedTranslationTest.request(other, sent);
    SortedSet<String> lost = new TreeSet<>(asked);
    lost.removeAll(Canonical.paths(own.spelled(RecordedTranslationTest.sent(own, again, back))));
    SortedSet<String> reported = new TreeSet<>(there.dropped());
    reported.addAll(back.dropped());
    return new ThereAndBack(null, asked, lost, reported);
  }
}
