package io.crossfade.server.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.Map;
import java.util.Set;

/** Calls that some packages may not make, by the owner and name of what is called. */
final class Calls {
  private static final Set<String> ANY = Set.of();

  private static final Set<String> PARK = Set.of("park", "parkNanos", "parkUntil");
  private static final Set<String> WAIT_FOR_FUTURE = Set.of("get", "join");
  private static final Set<String> WAIT_FOR_NETTY =
      Set.of("get", "sync", "syncUninterruptibly", "await", "awaitUninterruptibly");

  /** Owner, or package if it ends with a dot, to method names. */
  private static final Map<String, Set<String>> BLOCKING_CALLS =
      Map.ofEntries(
          entry("java.lang.Thread", Set.of("sleep", "join")),
          entry("java.lang.Process", Set.of("waitFor")),
          entry("java.lang.Object", Set.of("wait")),
          entry("java.util.concurrent.locks.LockSupport", PARK),
          entry("java.util.concurrent.locks.Lock", Set.of("lock", "lockInterruptibly")),
          entry("java.util.concurrent.locks.ReentrantLock", Set.of("lock", "lockInterruptibly")),
          entry("java.util.concurrent.locks.StampedLock", Set.of("readLock", "writeLock")),
          entry("java.util.concurrent.locks.Condition", ANY),
          entry("java.util.concurrent.Future", WAIT_FOR_FUTURE),
          entry("java.util.concurrent.CompletableFuture", WAIT_FOR_FUTURE),
          entry("java.util.concurrent.CountDownLatch", Set.of("await")),
          entry("java.util.concurrent.CyclicBarrier", ANY),
          entry("java.util.concurrent.Exchanger", ANY),
          entry("java.util.concurrent.Phaser", ANY),
          entry("java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly")),
          entry("java.util.concurrent.BlockingQueue", Set.of("put", "take")),
          entry("java.util.concurrent.ExecutorService", Set.of("invokeAll", "awaitTermination")),
          entry("io.netty.util.concurrent.Future", WAIT_FOR_NETTY),
          entry("io.netty.util.concurrent.Promise", WAIT_FOR_NETTY),
          entry("io.netty.channel.ChannelFuture", WAIT_FOR_NETTY),
          entry("io.netty.channel.ChannelPromise", WAIT_FOR_NETTY),
          entry("java.io.Console", ANY),
          entry("java.io.File", ANY),
          entry("java.io.FileInputStream", ANY),
          entry("java.io.FileOutputStream", ANY),
          entry("java.io.FileReader", ANY),
          entry("java.io.FileWriter", ANY),
          entry("java.io.RandomAccessFile", ANY),
          entry("java.nio.file.Files", ANY),
          entry("java.nio.channels.FileChannel", ANY),
          entry("java.net.InetAddress", Set.of("getByName", "getAllByName", "getLocalHost")),
          entry("java.net.Socket", ANY),
          entry("java.net.ServerSocket", ANY),
          entry("java.net.URL", Set.of("openStream", "openConnection")),
          entry("java.net.http.HttpClient", Set.of("send")),
          entry("java.sql.", ANY),
          entry("javax.sql.", ANY),
          entry("org.jdbi.", ANY),
          entry("com.zaxxer.", ANY));

  private static final Map<String, Set<String>> IMPURE_CALLS =
      Map.ofEntries(
          entry(
              "java.lang.System", Set.of("nanoTime", "currentTimeMillis", "getenv", "getProperty")),
          entry("java.time.Clock", ANY),
          entry("java.time.Instant", Set.of("now")),
          entry("java.time.LocalDate", Set.of("now")),
          entry("java.time.LocalDateTime", Set.of("now")),
          entry("java.time.OffsetDateTime", Set.of("now")),
          entry("java.time.ZonedDateTime", Set.of("now")),
          entry("java.lang.Math", Set.of("random")),
          entry("java.util.Random", ANY),
          entry("java.util.SplittableRandom", ANY),
          entry("java.util.UUID", Set.of("randomUUID")),
          entry("java.util.concurrent.ThreadLocalRandom", ANY),
          entry("java.security.SecureRandom", ANY),
          entry("java.lang.Thread", ANY),
          entry("java.nio.file.", ANY),
          entry("java.net.", ANY),
          entry("org.slf4j.", ANY));

  static final DescribedPredicate<JavaCall<?>> BLOCKING =
      DescribedPredicate.describe(
          "may block (for a future that is done: resultNow)", call -> among(BLOCKING_CALLS, call));

  static final DescribedPredicate<JavaCall<?>> IMPURE =
      DescribedPredicate.describe(
          "reads a clock, throws dice or looks outside (take it as an argument)",
          call -> among(IMPURE_CALLS, call));

  private Calls() {}

  private static boolean among(Map<String, Set<String>> banned, JavaCall<?> call) {
    String owner = call.getTargetOwner().getFullName();
    return banned.entrySet().stream()
        .filter(rule -> rule.getKey().endsWith(".") || rule.getKey().equals(owner))
        .filter(rule -> owner.startsWith(rule.getKey()))
        .anyMatch(rule -> rule.getValue().isEmpty() || rule.getValue().contains(call.getName()));
  }
}
