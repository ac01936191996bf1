package io.crossfade.core;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.wire.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a call so far: written by the layers as it happens, read by the log, the
 * metrics and the judge when it is over. Used on the call's event loop only.
 */
public final class Trace {
  private static final long NEVER = -1;

  private final List<Attempt> attempts = new ArrayList<>(1);
  private int decisive;
  private Caller caller = Caller.ANYONE;
  private Outcome outcome = Outcome.GATEWAY_ERROR;
  private Evidence evidence = Evidence.NONE;
  private String model = "";
  private boolean pinned;
  private boolean keyMissing;
  private long firstTokenNanos = NEVER;
  private long sentUpstreamNanos = NEVER;
  private @Nullable Serving serving;
  private @Nullable Losses losses;
  private boolean toldAnew;
  private @Nullable Route route;
  private Endpoint endpoint = Endpoint.UNKNOWN;
  private int status;
  private long bytes;

  /** Why an attempt was made; a metric label. */
  public enum Kind {
    FIRST,
    RETRY,
    FALLBACK;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One attempt that is over.
   *
   * @param kind why it was made
   * @param target who was asked
   * @param model model id that was sent, empty when none was
   * @param outcome how it ended
   * @param queuedNanos how long it waited until its provider had room for it
   * @param usage tokens it took
   */
  public record Attempt(
      Kind kind, Target target, String model, Outcome outcome, long queuedNanos, Usage usage) {}

  /**
   * Who gives the answer the caller gets.
   *
   * @param fallback whether another target was to answer first
   * @param target who
   * @param model model id that was sent, empty when none was
   */
  public record Serving(boolean fallback, Target target, String model) {}

  /** Notes an attempt; the first one decides the call's outcome and what it proves. */
  public void attempted(Attempt attempt, Evidence proves) {
    if (attempts.size() == decisive) {
      outcome = attempt.outcome();
      evidence = pinned || decisive > 0 ? Evidence.NONE : proves;
    }
    attempts.add(attempt);
  }

  /**
   * Whoever answered does not keep what the call refers to, and another provider is asked, whose
   * answer decides the outcome. Such a call proves nothing: no bucket chose who could answer.
   */
  public void elsewhere() {
    decisive = attempts.size();
    evidence = Evidence.NONE;
    serving = null;
  }

  /**
   * Nobody keeps it, so the first answer stands.
   *
   * @param first who gave it, or null when the gateway told it in its own words
   */
  public void nowhere(@Nullable Serving first) {
    decisive = 0;
    outcome = attempts.getFirst().outcome();
    serving = first;
  }

  /** Whether a provider was asked before that does not keep what the call refers to. */
  public boolean isElsewhere() {
    return decisive > 0;
  }

  /** Whose key the call came with. */
  public void by(Caller identified) {
    caller = identified;
  }

  /** The call was answered, or given up, before any attempt was made. */
  public void endedHere(Outcome how) {
    if (attempts.isEmpty()) {
      outcome = how;
    }
  }

  /** The caller chose the arm himself, so the call proves nothing about it. */
  public void pinned() {
    pinned = true;
  }

  /** The call came without the cohort key its migration asks for; its request id was hashed. */
  public void keyMissing() {
    keyMissing = true;
  }

  /** The call belongs to this route from here on, whoever serves it in the end. */
  public void routed(Route chosen) {
    route = chosen;
  }

  /** What the path means, once known. */
  public void at(Endpoint found) {
    endpoint = found;
  }

  /** The canonical id of the model asked for. */
  public void asksFor(String canonicalModel) {
    model = canonicalModel;
  }

  public void sentUpstream(long nanos) {
    if (sentUpstreamNanos == NEVER) {
      sentUpstreamNanos = nanos;
    }
  }

  public void firstToken(long nanos) {
    if (firstTokenNanos == NEVER) {
      firstTokenNanos = nanos;
    }
  }

  /** From here on this target's answer is the call's. */
  public void servedBy(Serving answering) {
    serving = answering;
  }

  /** The answer is told anew for the caller; what it loses is counted here as it comes. */
  public void translated(Losses counted) {
    losses = counted;
    toldAnew = true;
  }

  /** The request passed, but for what is counted here. */
  public void lost(Losses counted) {
    losses = counted;
  }

  public void answered(int httpStatus) {
    status = httpStatus;
  }

  public void relayed(long moreBytes) {
    bytes += moreBytes;
  }

  /** The gateway key behind the call, or {@link Caller#ANYONE}. */
  public Caller caller() {
    return caller;
  }

  /** Attempts that are over, oldest first. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** The attempt that decides the outcome, the first as a rule; null when it is not over. */
  public @Nullable Attempt first() {
    return attempts.size() > decisive ? attempts.get(decisive) : null;
  }

  /** The outcome the arm earned: the first attempt's, or the gateway's own refusal. */
  public Outcome outcome() {
    return outcome;
  }

  public Evidence evidence() {
    return evidence;
  }

  /** The route the call was given, or null when it was refused before. */
  public @Nullable Route route() {
    return route;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** Whether the caller chose the arm himself. */
  public boolean isPinned() {
    return pinned;
  }

  /** Whether the request id stood in for a missing cohort key. */
  public boolean isKeyMissing() {
    return keyMissing;
  }

  /** The canonical id of the model asked for; empty when the call names none or an unknown one. */
  public String model() {
    return model;
  }

  /** Who gave the answer, or null when the gateway answered or nobody did. */
  public @Nullable Serving serving() {
    return serving;
  }

  /** {@link System#nanoTime} of the first content token, or -1. */
  public long firstTokenNanos() {
    return firstTokenNanos;
  }

  /** {@link System#nanoTime} when the first attempt was handed to its upstream, or -1. */
  public long sentUpstreamNanos() {
    return sentUpstreamNanos;
  }

  /** What was lost, or null when request and answer passed as they were. */
  public @Nullable Losses losses() {
    return losses;
  }

  /** Whether the answer is told in other words than its provider's. */
  public boolean isToldAnew() {
    return toldAnew;
  }

  /** Status the caller got; 0 when he got none. */
  public int status() {
    return status;
  }

  /** Body bytes handed to the caller's connection. */
  public long bytes() {
    return bytes;
  }
}
