package io.crossfade.server.upstream.admission;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig.Limits;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets in, in which order, on a clock the test moves. */
final class AdmissionTest {
  private final EmbeddedChannel one = new EmbeddedChannel();
  private final EmbeddedChannel other = new EmbeddedChannel();
  private final List<String> heard = new ArrayList<>();
  private final Admission admission = new Admission(new Limits(2, 3, 5_000));

  @Test
  void enter_upToTheLimit_isAtOnce() {
    assertThat(admission.enter()).isTrue();
    assertThat(admission.enter()).isTrue();
    assertThat(admission.enter()).isFalse();
    admission.leave();
    assertThat(admission.enter()).isTrue();
    assertThat(admission.inFlight()).isEqualTo(2);
  }

  @Test
  void leave_othersWait_admitsThemInOrderOfArrivalWhateverTheirLoop() {
    fill();
    join(one, "a");
    join(other, "b");
    join(one, "c");
    admission.leave();
    turn();
    assertThat(heard).containsExactly("a in");
    admission.leave();
    turn();
    assertThat(heard).containsExactly("a in", "b in");
    assertThat(admission.inFlight()).isEqualTo(2);
    assertThat(admission.waiting()).isEqualTo(1);
  }

  @Test
  void leave_fromAnotherLoop_isHeardOnTheGuestsOwnOne() {
    fill();
    join(other, "b");
    admission.leave();
    one.runPendingTasks();
    assertThat(heard).isEmpty();
    other.runPendingTasks();
    assertThat(heard).containsExactly("b in");
  }

  @Test
  void enter_othersWait_doesNotPassThem() {
    fill();
    join(one, "a");
    admission.leave();
    assertThat(admission.enter()).isFalse();
    turn();
    assertThat(heard).containsExactly("a in");
  }

  @Test
  void join_queueIsFull_isRefusedAtOnce() {
    fill();
    join(one, "a");
    join(one, "b");
    join(other, "c");
    assertThat(join(one, "d")).isNull();
    assertThat(admission.waiting()).isEqualTo(3);
  }

  @Test
  void join_roomCameMeanwhile_isAdmitted() {
    join(one, "a");
    turn();
    assertThat(heard).containsExactly("a in");
    assertThat(admission.inFlight()).isOne();
  }

  @Test
  void wait_tooLong_isTurnedAwayOnce() {
    fill();
    join(one, "a");
    pass(4_999);
    assertThat(heard).isEmpty();
    pass(1);
    assertThat(heard).containsExactly("a away");
    assertThat(admission.waiting()).isZero();
    admission.leave();
    turn();
    assertThat(heard).containsExactly("a away");
    assertThat(admission.inFlight()).isOne();
  }

  @Test
  void giveUp_whileWaiting_makesPlaceForAnotherAtOnce() {
    fill();
    join(one, "a");
    Place middle = join(one, "b");
    join(one, "c");
    requireNonNull(middle).giveUp();
    assertThat(join(other, "d")).isNotNull();
    admission.leave();
    admission.leave();
    turn();
    assertThat(heard).containsExactly("a in", "c in");
    pass(10_000);
    assertThat(heard).containsExactly("a in", "c in", "d away");
  }

  /** The room was granted by another loop, and the guest has not heard of it yet. */
  @Test
  void giveUp_grantedMeanwhile_handsTheRoomToTheNext() {
    fill();
    Place first = join(one, "a");
    join(one, "b");
    admission.leave();
    requireNonNull(first).giveUp();
    turn();
    turn();
    assertThat(heard).containsExactly("b in");
    assertThat(admission.inFlight()).isEqualTo(2);
  }

  /** The grant and the end of the wait meet: the grant came first, so it counts. */
  @Test
  void wait_endsWhileGranted_isAdmitted() {
    fill();
    join(other, "a");
    admission.leave();
    other.advanceTimeBy(6_000, MILLISECONDS);
    other.runScheduledPendingTasks();
    other.runPendingTasks();
    assertThat(heard).containsExactly("a in");
    assertThat(admission.inFlight()).isEqualTo(2);
  }

  private void fill() {
    assertThat(admission.enter()).isTrue();
    assertThat(admission.enter()).isTrue();
  }

  private @Nullable Place join(EmbeddedChannel loop, String name) {
    return admission.join(
        loop.eventLoop(),
        new Guest() {
          @Override
          public void admitted() {
            heard.add(name + " in");
          }

          @Override
          public void turnedAway() {
            heard.add(name + " away");
          }
        });
  }

  private void turn() {
    one.runPendingTasks();
    other.runPendingTasks();
  }

  private void pass(int millis) {
    one.advanceTimeBy(millis, MILLISECONDS);
    other.advanceTimeBy(millis, MILLISECONDS);
    turn();
  }
}
