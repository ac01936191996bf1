package io.crossfade.loadtest;

import io.crossfade.loadtest.client.Traffic;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.http.Script;
import io.crossfade.loadtest.net.Encryption;
import io.crossfade.loadtest.net.Net;
import io.crossfade.loadtest.provider.Fingerprint;
import io.crossfade.loadtest.provider.LoadProvider;
import io.crossfade.loadtest.proxy.FirstAnswer;
import io.crossfade.loadtest.proxy.Place;
import io.crossfade.loadtest.proxy.Target;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.loop.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Both ends of the traffic: callers and providers, on one event loop each. */
final class Ends implements AutoCloseable {
  private static final List<Prompt> PROMPTS =
      List.of(Plan.SMALL, Plan.MEDIUM, Plan.LARGE, Plan.STREAM);

  private final @Nullable Encryption tls;
  private final Net callers;
  private final Net providers;
  private final AtomicReference<LoadProvider.Pace> pace =
      new AtomicReference<>(new LoadProvider.Pace(1, 1));
  private final Script control = new Script(Prompt.CONTROL_MODEL);
  private final Script candidate = new Script(Prompt.CANDIDATE_MODEL);
  private final LoadProvider controlProvider;
  private final LoadProvider candidateProvider;

  /**
   * Providers that listen, and callers that have not called yet.
   *
   * @param tls spoken everywhere; none for plain HTTP
   */
  Ends(@Nullable Encryption tls) {
    this.tls = tls;
    callers = new Net(EventLoops.start(Transport.EPOLL, 1), tls == null ? null : tls.client());
    providers = new Net(EventLoops.start(Transport.EPOLL, 1), tls == null ? null : tls.server());
    controlProvider = provider(control, Prompt.CONTROL_MODEL);
    candidateProvider = provider(candidate, Prompt.CONTROL_MODEL, Prompt.CANDIDATE_MODEL);
  }

  /** Plain proxies do not put the candidate's model in, so the candidate takes both. */
  private LoadProvider provider(Script script, String... models) {
    return LoadProvider.open(
        providers, script, Fingerprint.known(PROMPTS, List.of(models)), pace::get);
  }

  Target direct() {
    return Target.direct(controlProvider.address());
  }

  Place place(Path folder, String cores) {
    return new Place(
        folder,
        cores,
        controlProvider.address(),
        candidateProvider.address(),
        tls == null ? null : tls.pem());
  }

  Traffic to(Target target) {
    return Traffic.to(callers, target.address(), control, candidate);
  }

  /** Returns when a target that was just started gives its first answer. */
  void awaitFirst(Target target) {
    FirstAnswer.await(target, Plan.SMALL, tls == null ? SocketFactory.getDefault() : tls.sockets());
  }

  /** How streams that start from now on are paced. */
  void pace(LoadProvider.Pace next) {
    pace.set(next);
  }

  @Override
  public void close() {
    callers.loops().close();
    providers.loops().close();
  }
}
