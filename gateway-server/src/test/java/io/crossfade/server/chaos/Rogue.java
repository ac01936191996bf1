package io.crossfade.server.chaos;

import io.crossfade.core.fault.Outcome;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.SeenRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A provider that misbehaves as told and keeps book of what it did to which call. */
final class Rogue implements AutoCloseable {
  private final Map<Integer, Mischief> done = new ConcurrentHashMap<>();
  private final String name;
  private volatile IntFunction<Mischief> mood = _ -> Mischief.NONE;
  final FakeProvider provider = new FakeProvider(this::answer);

  Rogue(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** From the next call on; one that comes again, on a fresh connection, is treated as before. */
  void mood(IntFunction<Mischief> next) {
    mood = next;
  }

  private Answer answer(SeenRequest request) {
    boolean stream = request.json().path("stream").asBoolean();
    int call = callOf(request);
    Mischief mischief = done.computeIfAbsent(call, mood::apply);
    return mischief.answer(new Speech(name, call), stream);
  }

  private static int callOf(SeenRequest request) {
    return request.json().path("seed").asInt();
  }

  /** What it did to that call, or null if the call never came. */
  @Nullable Mischief did(int call) {
    return done.get(call);
  }

  long count(Mischief mischief) {
    return done.values().stream().filter(mischief::equals).count();
  }

  /** The calls it did that to. */
  List<Integer> calls(Mischief mischief) {
    return done.keySet().stream().filter(call -> done.get(call) == mischief).toList();
  }

  /** How many of those calls should have ended how. */
  Map<Outcome, Integer> outcomes(IntPredicate calls) {
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    done.forEach(
        (call, mischief) -> {
          if (calls.test(call)) {
            outcomes.merge(mischief.fate(Callers.streams(call)).outcome(), 1, Integer::sum);
          }
        });
    return outcomes;
  }

  /** Waits until the gateway has broken off everything that was left hanging. */
  void awaitNothingHangs() {
    provider.requests().stream()
        .filter(request -> done.getOrDefault(callOf(request), Mischief.NONE).waits())
        .forEach(SeenRequest::awaitAbandoned);
  }

  @Override
  public void close() {
    provider.close();
  }
}
