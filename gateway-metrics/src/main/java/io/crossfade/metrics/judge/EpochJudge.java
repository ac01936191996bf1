package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.advance.Advancing;
import io.crossfade.metrics.judge.alert.AdvisoryCondition;
import io.crossfade.metrics.judge.alert.Alarm;
import io.crossfade.metrics.judge.alert.Alert;
import io.crossfade.metrics.judge.alert.BothArmsDownCondition;
import io.crossfade.metrics.judge.alert.Condition;
import io.crossfade.metrics.judge.alert.ErrorRateCondition;
import io.crossfade.metrics.judge.alert.KeyMissingCondition;
import io.crossfade.metrics.judge.alert.NoDataCondition;
import io.crossfade.metrics.judge.alert.OverdueCondition;
import io.crossfade.metrics.judge.alert.SampleRatioCondition;
import io.crossfade.metrics.judge.alert.SharedDegradationCondition;
import io.crossfade.metrics.judge.alert.UnavailableCondition;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.judge.evidence.Watch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that is watched during one evidence epoch: the lists of gates, alarms and holds. */
final class EpochJudge implements Watch {
  private static final String INSUFFICIENT = "insufficient_evidence";

  private final List<Gate> gates;
  private final List<Alarm> alarms;
  private final List<Condition> holds;
  private final Advancing advancing;
  private final Condition bothArmsDown = new BothArmsDownCondition(() -> firing().isPresent());
  private final Condition sharedDegradation;
  private final List<Watch> watches;

  EpochJudge(JudgeSettings settings) {
    QuantileGate latency = QuantileGate.latency(settings.tolerance().latency());
    QuantileGate ttft = QuantileGate.ttft(settings.tolerance().ttft());
    QuantileGate cost = QuantileGate.cost(settings.spendTolerance().cost());
    SpendGate spend = new SpendGate(settings.cost().increase());
    gates = gates(settings, List.of(latency, ttft, cost, spend));
    advancing = new Advancing(settings.errorRate());
    Condition controlGone = new UnavailableCondition(CONTROL, settings.unavailableAfter());
    Condition sampleRatio = new SampleRatioCondition(settings.byRequestId());
    alarms =
        Stream.of(
                errorRate(CONTROL, settings),
                errorRate(CANDIDATE, settings),
                controlGone,
                new UnavailableCondition(CANDIDATE, settings.unavailableAfter()),
                sampleRatio,
                new KeyMissingCondition(),
                advisory(latency),
                advisory(ttft),
                advisory(cost),
                new AdvisoryCondition(spend.name(), spend::advises, spend::reason),
                slower(settings),
                givenUp(settings),
                costPerToken(settings),
                new OverdueCondition(advancing::overdue, advancing::reason),
                bothArmsDown)
            .map(Alarm::new)
            .toList();

    Condition noData = new NoDataCondition();
    double limit = settings.errorRate();
    Condition controlFailing = new ErrorRateCondition(CONTROL, RateGate.wireRate(limit), limit);
    sharedDegradation = new SharedDegradationCondition(controlFailing, controlGone);
    holds = List.of(sharedDegradation, sampleRatio, noData);

    // Gates and proofs tick before alarms and alarms before holds: the later ask the earlier.
    watches =
        Stream.of(gates, List.of(advancing), alarms, List.of(sharedDegradation, noData))
            .<Watch>flatMap(List::stream)
            .toList();
  }

  /** The first gate that fires names the rollback, so those that act in every mode come first. */
  private static List<Gate> gates(JudgeSettings settings, List<Gate> compared) {
    List<Gate> failures =
        List.of(
            RateGate.wire(settings.errorRate()),
            new UnavailableGate(settings.byRequestId()),
            RateGate.error(settings.alertErrorRate()),
            RateGate.rejection(settings.alertErrorRate()));
    return Stream.of(failures, compared, bill(settings).stream().toList())
        .<Gate>flatMap(List::stream)
        .toList();
  }

  /** Among few users some are slow by themselves, so close a comparison waits for more of them. */
  private static Condition slower(JudgeSettings settings) {
    QuantileGate gate = QuantileGate.latencyAlert(settings.tolerance().told());
    return new GateCondition(gate, gate::fires);
  }

  private static Condition costPerToken(JudgeSettings settings) {
    QuantileGate gate = QuantileGate.costPerToken(settings.spendTolerance().perToken());
    return new GateCondition(gate, gate::settled);
  }

  /** Real dollars are compared only where the operator asks for it: dearer may be what he wants. */
  private static Optional<Gate> bill(JudgeSettings settings) {
    return Optional.ofNullable(settings.cost().billIncrease())
        .map(limit -> QuantileGate.bill(Math.sqrt(limit)));
  }

  private static Condition givenUp(JudgeSettings settings) {
    RateGate gate = RateGate.cancelled(settings.alertErrorRate());
    return new GateCondition(gate, gate::fires);
  }

  private static Condition errorRate(Arm arm, JudgeSettings settings) {
    double limit = settings.alertErrorRate();
    return new ErrorRateCondition(arm, RateGate.errorRate(limit), limit);
  }

  private static Condition advisory(QuantileGate gate) {
    return new AdvisoryCondition(gate.name(), gate::advises, gate::reason);
  }

  @Override
  public void tick(Tick tick) {
    for (Watch watch : watches) {
      watch.tick(tick);
    }
  }

  @Override
  public void stepStarted() {
    watches.forEach(Watch::stepStarted);
  }

  void save(Memory memory) {
    gates.forEach(gate -> gate.save(memory));
    advancing.save(memory);
  }

  void load(Memory memory) {
    gates.forEach(gate -> gate.load(memory));
    advancing.load(memory);
  }

  /** What ends the present stage. */
  Advancing advancing() {
    return advancing;
  }

  List<Gate> gates() {
    return gates;
  }

  /** The gate that asks for a rollback, if any. */
  Optional<Gate> firing() {
    for (Gate gate : gates) {
      if (gate.fires()) {
        return Optional.of(gate);
      }
    }
    return Optional.empty();
  }

  /** What keeps the migration where it is, if anything. */
  Optional<HoldReason> holding() {
    if (bothArmsDown.holds()) {
      return Optional.of(new HoldReason(sharedDegradation.name(), bothArmsDown.reason()));
    }
    for (Condition hold : holds) {
      if (hold.holds()) {
        return Optional.of(new HoldReason(hold.name(), hold.reason()));
      }
    }
    return candidateAlert()
        .map(alert -> new HoldReason(alert.label(), alert.reason()))
        .or(this::insufficient);
  }

  private Optional<HoldReason> insufficient() {
    return advancing.insufficient()
        ? Optional.of(new HoldReason(INSUFFICIENT, advancing.reason()))
        : Optional.empty();
  }

  /** Whether rollbacks wait for the control to come back. */
  boolean bothArmsDown() {
    return bothArmsDown.holds();
  }

  List<Alert> alerts() {
    return alarms.stream().flatMap(alarm -> alarm.alert().stream()).toList();
  }

  private Optional<Alert> candidateAlert() {
    for (Alarm alarm : alarms) {
      Optional<Alert> alert = alarm.alert();
      if (alert.isPresent() && alert.get().arm() == CANDIDATE) {
        return alert;
      }
    }
    return Optional.empty();
  }

  /**
   * Why a migration is held.
   *
   * @param name for events and the state, for example {@code no_data}
   * @param reason one sentence with the numbers
   */
  record HoldReason(String name, String reason) {}
}
