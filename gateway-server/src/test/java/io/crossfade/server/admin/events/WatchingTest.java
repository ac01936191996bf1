package io.crossfade.server.admin.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.admin.web.EventFeed;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.StoreException;
import io.crossfade.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class WatchingTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Log log = new Log();
  private final History history = new History(log);

  @Test
  void follow_eventsWhileTheHistoryIsRead_comeOnceAndInOrder() {
    events(1, 3).forEach(log::append);
    log.whenRead =
        () -> {
          log.whenRead = () -> {};
          List<MigrationEvent> late = events(4, 5); // announced before they are on disk
          late.forEach(history);
          late.forEach(log::append);
        };
    Line line = new Line();
    var following = line.follow(new Watching(history, "m", 0, LONG));
    Await.until(() -> line.ids().size() == 5);
    for (MigrationEvent event : events(6, 300)) {
      log.append(event);
      history.accept(event);
    }
    Await.until(() -> line.ids().size() >= 300);
    line.leave();
    Await.done(following, "the end of the feed");
    assertThat(line.ids())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
  }

  @Test
  void follow_eventOnDiskBeforeItIsAnnounced_isToldOnce() {
    log.stored.addAll(events(1, 2));
    Line line = new Line();
    var following = line.follow(new Watching(history, "m", 0, LONG));
    Await.until(() -> line.ids().size() == 2);
    events(2, 3).forEach(history);
    Await.until(() -> line.ids().size() == 3);
    line.leave();
    Await.done(following, "the end of the feed");
    assertThat(line.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void follow_silence_isFilledWithComments() {
    Line line = new Line();
    var following = line.follow(new Watching(history, "m", 0, Duration.ofMillis(1)));
    Await.until(() -> line.sent.size() > 3);
    line.leave();
    Await.done(following, "the end of the feed");
    assertThat(line.sent).allMatch(text -> text.startsWith(":") && text.endsWith("\n\n"));
  }

  @Test
  void latest_storeInTrouble_stillKnowsWhatWasAnnounced() {
    log.whenRead =
        () -> {
          throw new StoreException(StoreException.Kind.GONE, Path.of("x.db"), "gone");
        };
    events(7, 9).forEach(history);
    assertThat(history.latest("m", 2)).extracting(MigrationEvent::seq).containsExactly(9L, 8L);
    assertThat(history.after("m", 7)).extracting(MigrationEvent::seq).containsExactly(8L, 9L);
  }

  private static List<MigrationEvent> events(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            seq ->
                new MigrationEvent(
                    seq,
                    "m",
                    Instant.EPOCH,
                    "judge",
                    "Clear",
                    "{}",
                    "holding",
                    "running",
                    500,
                    "h",
                    1))
        .toList();
  }

  /** A caller who keeps everything. */
  private static final class Line implements EventFeed.Line {
    final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean gone;
    private volatile Runnable whenGone = () -> {};

    CompletableFuture<Void> follow(EventFeed feed) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  feed.follow(this);
                  done.complete(null);
                } catch (InterruptedException e) {
                  done.completeExceptionally(e);
                }
              });
      return done;
    }

    List<Long> ids() {
      return sent.stream()
          .filter(text -> text.startsWith("id: "))
          .map(text -> Long.valueOf(text.substring(4, text.indexOf('\n'))))
          .toList();
    }

    void leave() {
      gone = true;
      whenGone.run();
    }

    @Override
    public void send(String text) {
      sent.add(text);
    }

    @Override
    public boolean gone() {
      return gone;
    }

    @Override
    public void onGone(Runnable hook) {
      whenGone = hook;
    }
  }

  /** A log whose readers can be made to meet something. */
  private static final class Log implements EventLog {
    final List<MigrationEvent> stored = new CopyOnWriteArrayList<>();
    volatile Runnable whenRead = () -> {};

    @Override
    public void append(MigrationEvent event) {
      stored.add(event);
    }

    @Override
    public void forget(String migration, List<Long> seqs) {
      stored.removeIf(event -> seqs.contains(event.seq()));
    }

    @Override
    public List<MigrationEvent> read(String migration) {
      List<MigrationEvent> read = List.copyOf(stored);
      whenRead.run();
      return read;
    }

    @Override
    public List<MigrationEvent> readAll() {
      return List.copyOf(stored);
    }

    @Override
    public List<String> migrations() {
      return List.of("m");
    }

    @Override
    public void close() {}
  }
}
