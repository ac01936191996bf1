package io.crossfade.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.RawResponse;
import org.jspecify.annotations.Nullable;

/** Holds an answer against what the two providers did to its call. */
record Allowed(Rogue old, Rogue next) {

  /** What a caller got. */
  record Told(int call, boolean candidate, RawResponse answer) {
    boolean stream() {
      return Callers.streams(call);
    }
  }

  void check(Told told) {
    Rogue last = last(told);
    Mischief mischief = last.did(told.call());
    Fate fate = fate(mischief, told.stream());
    String what = last.name() + " did " + mischief + ", the answer is " + told.answer();
    assertThat(fate.allows(told.answer().status())).as(what).isTrue();
    Speech speech = new Speech(last.name(), told.call());
    if (fate.committed()) {
      assertThat(told.answer().header("x-crossfade-provider")).as(what).isEqualTo(last.name());
    }
    if (fate == Fate.WHOLE) {
      assertThat(told.answer().text())
          .as(what)
          .isEqualTo(told.stream() ? speech.stream() : speech.json());
    } else if (fate.committed()) {
      broken(told.answer().text(), speech, fate);
    } else {
      assertThat(told.answer().json().path("error").path("code").asText())
          .as(what)
          .isEqualTo(fate.code());
    }
  }

  /** Who had the last word: the control, where it may help out and nothing was said before. */
  private Rogue last(Told told) {
    if (!told.candidate()) {
      return old;
    }
    boolean rescued =
        Callers.fallsBack(told.call()) && !fate(next.did(told.call()), told.stream()).committed();
    return rescued ? old : next;
  }

  static Fate fate(@Nullable Mischief mischief, boolean stream) {
    return mischief == null ? Fate.GONE : mischief.fate(stream);
  }

  private static void broken(String text, Speech speech, Fate fate) {
    assertThat(text).startsWith(speech.opening());
    assertThat(text.substring(speech.opening().length()))
        .startsWith("data: {\"error\":{\"message\":")
        .endsWith("\"code\":\"" + fate.code() + "\"}}\n\n")
        .containsOnlyOnce("\n\n")
        .doesNotContain("[DONE]", "finish_reason");
  }
}
