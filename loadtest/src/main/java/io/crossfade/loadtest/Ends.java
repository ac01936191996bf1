package io.crossfade.loadtest;

import io.crossfade.loadtest.client.Traffic;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.http.Script;
import io.crossfade.loadtest.provider.Fingerprint;
import io.crossfade.loadtest.provider.LoadProvider;
import io.crossfade.loadtest.target.Place;
import io.crossfade.loadtest.target.Target;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.loop.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Both ends of the traffic: callers and providers, on one event loop each. */
final class Ends implements AutoCloseable {
  private static final List<Prompt> PROMPTS =
      List.of(Plan.SMALL, Plan.MEDIUM, Plan.LARGE, Plan.STREAM);

  private final EventLoops callers = EventLoops.start(Transport.EPOLL, 1);
  private final EventLoops providers = EventLoops.start(Transport.EPOLL, 1);
  private final AtomicReference<LoadProvider.Pace> pace =
      new AtomicReference<>(new LoadProvider.Pace(1, 1));
  private final Script control = new Script(Prompt.CONTROL_MODEL);
  private final Script candidate = new Script(Prompt.CANDIDATE_MODEL);
  private final LoadProvider controlProvider = provider(control, Prompt.CONTROL_MODEL);
  private final LoadProvider candidateProvider =
      provider(candidate, Prompt.CONTROL_MODEL, Prompt.CANDIDATE_MODEL);

  /** Plain nginx does not put the candidate's model in, so the candidate takes both. */
  private LoadProvider provider(Script script, String... models) {
    return LoadProvider.open(
        providers, script, Fingerprint.known(PROMPTS, List.of(models)), pace::get);
  }

  Target direct() {
    return Target.direct(controlProvider.address());
  }

  Place place(Path folder, int core) {
    return new Place(folder, core, controlProvider.address(), candidateProvider.address());
  }

  Traffic to(Target target) {
    return Traffic.to(callers, target.address(), control, candidate);
  }

  /** How streams that start from now on are paced. */
  void pace(LoadProvider.Pace next) {
    pace.set(next);
  }

  @Override
  public void close() {
    callers.close();
    providers.close();
  }
}
