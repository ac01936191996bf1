package io.crossfade.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.TreeScanner;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Code that runs on event loops neither waits nor locks. What slips through here, in a library or
 * behind an interface, is caught at run time by the watch over every test's loops.
 */
final class EventLoopTest {
  private static final List<String> ON_EVENT_LOOPS =
      List.of(
          "io.crossfade.core",
          "io.crossfade.routing",
          "io.crossfade.server.filter",
          "io.crossfade.server.frontend",
          "io.crossfade.server.home",
          "io.crossfade.server.http1",
          "io.crossfade.server.relay",
          "io.crossfade.server.tap",
          "io.crossfade.server.upstream");

  /** Classes in those packages that run elsewhere, and where. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "io.crossfade.server.upstream.connect.ClientTls",
          "reads certificates when a configuration is loaded, on the control plane's thread",
          "io.crossfade.server.upstream.connect.Dialer",
          "locks only when a configuration is loaded, on the control plane's thread",
          "io.crossfade.server.upstream.whole.Asking",
          "waits on the threads that renew credentials or try providers; no call passes through it",
          "io.crossfade.server.frontend.Listener",
          "opens, drains and closes a port for whoever starts and stops the gateway, and waits",
          "io.crossfade.server.home.KeptHomes",
          "reads a file at the start and writes it on a virtual thread",
          "io.crossfade.server.tap.AccessLog",
          "writes on a thread of its own; calls hand it their lines without waiting");

  private static final DescribedPredicate<JavaClass> RUN_ON_EVENT_LOOPS =
      DescribedPredicate.describe(
          "run on event loops", type -> runsOnEventLoops(type.getFullName()));

  @Test
  void eventLoops_all_neverWait() {
    noClasses()
        .that(RUN_ON_EVENT_LOOPS)
        .should()
        .callCodeUnitWhere(Calls.BLOCKING)
        .check(Production.CLASSES);
  }

  /** Bytecode shows a synchronized method but no synchronized block, so this reads the source. */
  @Test
  void eventLoops_all_neverLock() {
    List<String> locks = new ArrayList<>();
    for (Source source : Source.production()) {
      if (runsOnEventLoops(source.typeName())) {
        source.tree().accept(new LockFinder(source.file(), locks), null);
      }
    }
    assertThat(locks).as("code on event loops that locks").isEmpty();
  }

  private static boolean runsOnEventLoops(String type) {
    String top = type.replaceAll("\\$.*", "");
    return !EXCEPTIONS.containsKey(top)
        && ON_EVENT_LOOPS.stream().anyMatch(prefix -> top.startsWith(prefix + "."));
  }

  private static final class LockFinder extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Path file;
    private final List<String> found;

    LockFinder(Path file, List<String> found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree node, @Nullable Void nothing) {
      found.add(file + ": a synchronized block");
      return super.visitSynchronized(node, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
      if (node.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
        found.add(file + ": the synchronized method " + node.getName());
      }
      return super.visitMethod(node, null);
    }
  }
}
