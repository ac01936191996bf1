package io.crossfade.server.control;

import io.crossfade.routing.migration.Signal;
import io.crossfade.routing.migration.Step;
import io.crossfade.server.store.StoreWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where operators are served. A rollback or a pause takes effect at once and is written then; all
 * else is written first and not done when it cannot be. One change per migration is under way at a
 * time; a rollback overtakes it. Control thread only.
 */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  /** Longest wait for the disk before an urgent change is answered as not durable yet. */
  private static final long URGENT_MILLIS = 1_000;

  /** Longest wait for the disk before any other change is answered as not made. */
  private static final long OTHER_MILLIS = 5_000;

  private final Board board;
  private final Controller controller;
  private final StoreWriter store;
  private final Executor loop;

  Desk(Board board, Controller controller, StoreWriter store, Executor loop) {
    this.board = board;
    this.controller = controller;
    this.store = store;
    this.loop = loop;
  }

  /** Answers in any case: whoever asks must not wait for an answer that a defect has eaten. */
  void serve(OperatorRequest request, CompletableFuture<Answer> answer) {
    try {
      take(request, answer);
    } catch (RuntimeException e) {
      fail(request.migration(), answer, e);
    }
  }

  private void take(OperatorRequest request, CompletableFuture<Answer> answer) {
    boolean creates = request.signal() instanceof Signal.Create;
    Tracked migration =
        creates ? board.begin(request.migration()) : board.find(request.migration());
    if (creates && board.lineup().inFile(request.migration())) {
      answer.complete(Answer.taken(request.migration()));
    } else if (migration == null) {
      answer.complete(Answer.unknown(request.migration()));
    } else if (migration.pending != null && !request.urgent()) {
      migration.waiting.add(() -> serve(request, answer));
    } else {
      serve(migration, request, answer);
    }
  }

  private void serve(Tracked migration, OperatorRequest request, CompletableFuture<Answer> answer) {
    long expected = request.expectedSeq().orElse(migration.state.seq());
    if (expected != migration.state.seq()) {
      answer.complete(Answer.stale(migration.state, expected));
      return;
    }
    switch (controller.step(migration, request)) {
      case Step.Refused refused -> {
        board.forget(migration);
        answer.complete(Answer.refused(refused));
      }
      case Step.Applied step when request.urgent() -> atOnce(migration, step, answer);
      case Step.Applied step -> onceWritten(migration, step, answer);
    }
  }

  private void atOnce(Tracked migration, Step.Applied step, CompletableFuture<Answer> answer) {
    CompletableFuture<Void> saved = controller.take(migration, step);
    var _ = saved.thenRun(() -> answer.complete(new Answer.Changed(step.state(), true)));
    Answer late = new Answer.Changed(step.state(), false);
    answer.completeOnTimeout(late, URGENT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void onceWritten(Tracked migration, Step.Applied step, CompletableFuture<Answer> answer) {
    migration.pending = step;
    var _ =
        store
            .attempt(step.event())
            .handle((done, failure) -> failure)
            .thenAcceptAsync(failure -> settle(migration, step, answer, failure), loop);
    Answer late = Answer.notWritten("the store does not answer; look again in a moment");
    answer.completeOnTimeout(late, OTHER_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whatever a defect does to this change, those who wait for their turn get it. */
  private void settle(
      Tracked migration,
      Step.Applied step,
      CompletableFuture<Answer> answer,
      @Nullable Throwable failure) {
    try {
      conclude(migration, step, answer, failure);
    } catch (RuntimeException e) {
      fail(step.state().name(), answer, e);
    } finally {
      goOn(migration);
    }
  }

  private void conclude(
      Tracked migration,
      Step.Applied step,
      CompletableFuture<Answer> answer,
      @Nullable Throwable failure) {
    if (!step.equals(migration.pending)) {
      answer.complete(new Answer.Changed(migration.state, failure == null));
    } else if (failure == null) {
      controller.written(migration, step);
      answer.complete(new Answer.Changed(step.state(), true));
    } else {
      migration.pending = null;
      board.forget(migration);
      answer.complete(Answer.notWritten(reason(failure)));
    }
  }

  private static void fail(String name, CompletableFuture<Answer> answer, RuntimeException defect) {
    LOG.error("a change of migration '{}' met a defect; please report this", name, defect);
    answer.completeExceptionally(defect);
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  private static void goOn(Tracked migration) {
    List<Runnable> waiting = new ArrayList<>(migration.waiting);
    migration.waiting.clear();
    waiting.forEach(Runnable::run);
  }
}
