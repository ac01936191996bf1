package io.crossfade.server.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider's refusal, whole and not yet told.
 *
 * @param head of the provider's own words, or null where the gateway tells it
 * @param body of them; owned here until it is told or dropped
 * @param ending how it ended
 * @param by who refused, or null where the gateway tells it
 */
record Refusal(
    @Nullable ResponseHead head, ByteBuf body, Ending ending, Trace.@Nullable Serving by) {

  /** Whether an answer with that status may be one, and must be held to be understood. */
  static boolean mayBe(int status) {
    return switch (status) {
      case 408, 425, 429, 499 -> false;
      default -> status >= 400 && status < 500;
    };
  }

  /**
   * Whether it says that the provider does not know the object: a path that is not there, or words
   * that name an id of the call. What has to be told in a provider's own words has no words for
   * objects that others keep.
   *
   * @param ids what the call refers to
   */
  boolean missesObject(Call call, List<String> ids) {
    if (ids.isEmpty() || !saysNo()) {
      return false;
    }
    boolean named = call.facts() != null && call.facts().model() != null;
    return (!named && isAbsent()) || is(FaultKind.UNSUPPORTED_PARAMETER) || names(ids);
  }

  /** Whether another answer than this is still possible somewhere: it was not trouble. */
  boolean saysNo() {
    return switch (ending) {
      case Ending.Complete _ -> head != null && mayBe(head.status());
      case Ending.Failed(Fault fault) ->
          head == null && (mayBe(fault.status()) || is(FaultKind.PROVIDER_AUTH_FAILED));
    };
  }

  private boolean isAbsent() {
    return switch (status()) {
      case 404, 405, 410 -> true;
      default -> false;
    };
  }

  private boolean is(FaultKind kind) {
    return ending instanceof Ending.Failed(Fault fault) && fault.kind() == kind;
  }

  private int status() {
    if (head != null) {
      return head.status();
    }
    return ending instanceof Ending.Failed(Fault fault) ? fault.status() : 0;
  }

  private boolean names(List<String> ids) {
    String text =
        ending instanceof Ending.Failed(Fault fault) ? fault.message() : body.toString(UTF_8);
    return ids.stream().anyMatch(text::contains);
  }

  void tell(ResponseSink sink) {
    if (head != null) {
      sink.head(head);
      sink.body(body, () -> {});
    } else {
      body.release();
    }
    sink.end(ending);
  }

  void drop() {
    body.release();
  }
}
