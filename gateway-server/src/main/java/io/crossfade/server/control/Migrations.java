package io.crossfade.server.control;

import io.crossfade.core.config.Config;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.control.judging.Keeper;
import io.crossfade.server.snapshot.SnapshotHolder;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.StoreWriter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The controller: everything that changes a migration goes through here, one input after the other
 * on one thread. Methods may be called from any thread but that one; futures complete on a thread
 * that must not be blocked.
 */
public final class Migrations implements AutoCloseable {
  private final ControlLoop loop = new ControlLoop();
  private final Announcer announcer = new Announcer();
  private final Ports ports;
  private final Board board;
  private final StoreWriter store;
  private final Keeper keeper;
  private final Controller controller;
  private final Desk desk;

  /**
   * What the controller needs from its surroundings.
   *
   * @param log where events go; not closed here
   * @param loops number of event loops that count outcomes
   * @param clock the time of day, for events and timers
   * @param nanos monotonic time, for the judge
   * @param checkpoints where evidence waits for the next start
   */
  public record Ports(
      EventLog log, int loops, InstantSource clock, LongSupplier nanos, Checkpoints checkpoints) {

    /** The real clocks. */
    public Ports(EventLog log, int loops, Checkpoints checkpoints) {
      this(log, loops, Clock.systemUTC(), System::nanoTime, checkpoints);
    }
  }

  private Migrations(Ports ports, Config first) {
    this.ports = ports;
    board = new Board(ports.loops(), Replay.of(ports.log()), first);
    store = new StoreWriter(ports.log());
    keeper = new Keeper(ports.checkpoints(), ports.nanos());
    controller = new Controller(board, store, announcer, ports.clock(), keeper);
    desk = new Desk(board, controller, store, loop.executor());
  }

  /**
   * Adds up the log, does what the file asks for, and makes both visible. Nothing is judged before
   * {@link #run}.
   *
   * @param listener hears every event from the very first on, as if by {@link #onEvent}
   * @throws Unfit when a migration that was made through the management API cannot go on with it
   * @throws Replay.BrokenLog when the log does not add up
   * @throws io.crossfade.server.store.StoreException when it cannot be read
   */
  public static Migrations start(Ports ports, Config first, Consumer<MigrationEvent> listener) {
    Migrations migrations = new Migrations(ports, first);
    migrations.onEvent(listener);
    List<String> obstacles = migrations.begin();
    if (!obstacles.isEmpty()) {
      migrations.close();
      throw new Unfit(String.join("; ", obstacles));
    }
    return migrations;
  }

  /** The file lacks what a made migration needs; the message says which, and what to do. */
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  private List<String> begin() {
    return ask(
        () -> {
          List<String> obstacles = board.lineup().obstacles(board.states());
          if (obstacles.isEmpty()) {
            controller.start();
          }
          return obstacles;
        });
  }

  /** Begins to tick, every {@link MigrationJudge#TICK}. */
  public void run() {
    loop.every(MigrationJudge.TICK, this::tickOnce);
  }

  /** Ticks once and waits for it; for tests that own the clocks. */
  public void tick() {
    onLoop(this::tickOnce);
  }

  private void tickOnce() {
    controller.tick(ports.nanos().getAsLong());
    announcer.ticked();
  }

  /** Runs {@code work} on the control thread after each tick, when alerts may be others. */
  public void onTick(Runnable work) {
    announcer.afterTick(work);
  }

  /** What is in force; calls read it. */
  public SnapshotHolder snapshots() {
    return board.holder();
  }

  /**
   * Does what an operator asks for, if the migration's state takes it and nobody was faster.
   *
   * @return completes when calls see the change and, unless the answer says otherwise, when it is
   *     on disk; exceptionally when a defect was met, which is in the log then
   */
  public CompletableFuture<Answer> act(OperatorRequest request) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    loop.executor().execute(() -> desk.serve(request, answer));
    return answer;
  }

  /**
   * Puts a checked configuration in force; returns when calls see it.
   *
   * @return one line that says what is different now, or why it is not in force
   */
  public ConfigSource.Reload apply(Config config) {
    return ask(
        () -> {
          Config before = board.lineup().file();
          List<String> obstacles = controller.apply(config);
          return obstacles.isEmpty()
              ? new ConfigSource.Reload(true, Differences.between(before, config))
              : new ConfigSource.Reload(false, String.join("; ", obstacles));
        });
  }

  /** All migrations in the log or in the file, by name. */
  public Map<String, MigrationView> views() {
    return board.views();
  }

  /** Calls {@code listener} on the control thread after each event, which is in force by then. */
  public void onEvent(Consumer<MigrationEvent> listener) {
    announcer.add(listener);
  }

  /** The writer behind the log, whose troubles the metrics report. */
  public StoreWriter store() {
    return store;
  }

  private void onLoop(Runnable work) {
    var _ =
        ask(
            () -> {
              work.run();
              return work;
            });
  }

  private <T> T ask(Supplier<T> work) {
    return loop.call(work).join();
  }

  /** Stops judging, then writes what waits. */
  @Override
  public void close() {
    onLoop(controller::keep);
    loop.close();
    keeper.close();
    store.close();
  }
}
