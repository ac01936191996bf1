package io.crossfade.loadtest.proxy;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's clock of another process: its processor time to the nanosecond, threads that have
 * ended included. {@code /proc/PID/stat} counts in hundredths of a second, too coarse for a stream.
 */
final class CpuClock {
  // The JVM is started with --enable-native-access; the signature is the one of POSIX.
  @SuppressWarnings("restricted")
  private static final MethodHandle CLOCK_GETTIME =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  private static final long SECOND = 1_000_000_000;

  /** As Linux numbers the clocks of processes: CPUCLOCK_SCHED in linux/posix-timers.h. */
  private static final int SCHEDULED = 2;

  private CpuClock() {}

  /** Processor time of a process; 0 once it has ended. */
  static long nanos(long pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(2 * JAVA_LONG.byteSize());
      int failed = (int) CLOCK_GETTIME.invokeExact(clock(pid), time);
      return failed != 0
          ? 0
          : time.getAtIndex(JAVA_LONG, 0) * SECOND + time.getAtIndex(JAVA_LONG, 1);
    } catch (Throwable e) {
      throw new IllegalStateException("the clock of process " + pid + " cannot be read", e);
    }
  }

  private static int clock(long pid) {
    return (int) (~pid << 3) | SCHEDULED;
  }
}
