package io.crossfade.server.upstream.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig.Limits;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many guests on several loops that come, wait, change their minds and leave at once. */
final class AdmissionRaceTest {
  private static final int LOOPS = 4;
  private static final int GUESTS_PER_LOOP = 20_000;
  private static final int ROOM = 3;
  private static final long SEED = 7;

  private final Admission admission = new Admission(new Limits(ROOM, 50, 1));
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(LOOPS * GUESTS_PER_LOOP);

  @Test
  void guests_ofManyLoops_areNeverTooManyAndNoneIsForgotten() throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
    for (int at = 0; at < LOOPS; at++) {
      EventLoop loop = loops.next();
      Random random = new Random(SEED + at);
      for (int n = 0; n < GUESTS_PER_LOOP; n++) {
        loop.execute(() -> new Visitor(loop, random).come());
      }
    }
    assertThat(over.await(60, TimeUnit.SECONDS)).as("seed %d", SEED).isTrue();
    assertThat(most.get()).isEqualTo(ROOM);
    assertThat(admission.waiting()).isZero();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    assertThat(admission.inFlight()).isZero();
  }

  private final class Visitor implements Guest {
    private final EventLoop loop;
    private final Random random;
    private @Nullable Place place;

    Visitor(EventLoop loop, Random random) {
      this.loop = loop;
      this.random = random;
    }

    void come() {
      if (admission.enter()) {
        admitted();
        return;
      }
      place = admission.join(loop, this);
      if (place == null) {
        over.countDown();
      } else if (random.nextInt(4) == 0) {
        loop.execute(this::changeMind);
      }
    }

    @Override
    public void admitted() {
      place = null;
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      loop.execute(
          () -> {
            inside.decrementAndGet();
            admission.leave();
            over.countDown();
          });
    }

    @Override
    public void turnedAway() {
      place = null;
      over.countDown();
    }

    private void changeMind() {
      if (place != null) {
        place.giveUp();
        place = null;
        over.countDown();
      }
    }
  }
}
