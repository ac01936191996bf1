package io.crossfade.routing.affinity;

import io.crossfade.routing.cohort.Cohort;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Which provider made which object, for ids that do not tell by themselves. A hint, never a
 * promise: a full table forgets the oldest of four, and a provider that says it does not know an
 * object is followed by another one.
 *
 * <p>Event loops read and write it without locks. A slot is one number, so it is never half of
 * each: 24 bits of the id's hash above the 16 that chose the set, 14 of the provider's, 26 of time.
 */
public final class Homes {
  private static final int WAYS = 4;
  private static final int SET_BITS = 16;
  private static final int SETS = 1 << SET_BITS;
  private static final int TIME_BITS = 26;
  private static final int PROVIDER_BITS = 14;
  private static final long TIME = (1L << TIME_BITS) - 1;
  private static final long PROVIDER = (1L << PROVIDER_BITS) - 1;

  /** Seconds of one tick of the slots' time. */
  private static final int TICK_SECONDS = 16;

  private static final Cohort HASH = Cohort.salted("object");

  private final AtomicLongArray slots = new AtomicLongArray(WAYS * SETS);
  private final LongAdder changes = new LongAdder();
  private volatile boolean empty = true;

  /** Whether no object was ever seen, so that nobody need look for ids. */
  public boolean isEmpty() {
    return empty;
  }

  /**
   * Notes who made an object.
   *
   * @param seconds any clock's that goes on after a restart
   */
  public void made(String id, String provider, long seconds) {
    long hash = hash(id);
    long entry = tag(hash) | providerBits(provider) << TIME_BITS | ticks(seconds);
    int slot = slotFor(hash);
    changes.add(slots.get(slot) == entry ? 0 : 1);
    slots.set(slot, entry);
    empty = false;
  }

  /**
   * Who made an object.
   *
   * @param providers those there are
   * @return one of them; null for an unknown object, and where two of them look alike in the table
   */
  public @Nullable String of(String id, Collection<String> providers) {
    if (empty) {
      return null;
    }
    long hash = hash(id);
    long seen = slots.get(slotFor(hash));
    return seen != 0 && tagOf(seen) == tag(hash) ? named(seen, providers) : null;
  }

  private static @Nullable String named(long slot, Collection<String> providers) {
    String found = null;
    for (String provider : providers) {
      if (providerBits(provider) == (slot >>> TIME_BITS & PROVIDER)) {
        if (found != null) {
          return null;
        }
        found = provider;
      }
    }
    return found;
  }

  /** Where the id is, or else the oldest of its four places. */
  private int slotFor(long hash) {
    int first = (int) (hash & (SETS - 1)) * WAYS;
    int oldest = first;
    for (int slot = first; slot < first + WAYS; slot++) {
      long seen = slots.get(slot);
      if (seen != 0 && tagOf(seen) == tag(hash)) {
        return slot;
      }
      oldest = (seen & TIME) < (slots.get(oldest) & TIME) ? slot : oldest;
    }
    return oldest;
  }

  /** Grows with what is noted, for whoever writes it down. */
  public long changes() {
    return changes.sum();
  }

  /** A copy of the table: numbers by slot, 0 for an empty one. */
  public long[] slots() {
    long[] copy = new long[slots.length()];
    for (int index = 0; index < copy.length; index++) {
      copy[index] = slots.get(index);
    }
    return copy;
  }

  /** Puts back what {@link #slots} gave before a restart. */
  public void restore(int index, long slot) {
    slots.set(index, slot);
    empty = false;
  }

  private static long hash(String id) {
    return HASH.hash(id);
  }

  private static long providerBits(String provider) {
    return hash(provider) & PROVIDER;
  }

  /** An empty slot is older than any. */
  private static long ticks(long seconds) {
    return Math.max(1, seconds / TICK_SECONDS & TIME);
  }

  /** The low bits chose the set, so the tag is of those above. */
  private static long tag(long hash) {
    return hash >>> SET_BITS << (TIME_BITS + PROVIDER_BITS);
  }

  private static long tagOf(long slot) {
    return slot >>> (TIME_BITS + PROVIDER_BITS) << (TIME_BITS + PROVIDER_BITS);
  }
}
