package io.crossfade.loadtest.soak;

import io.crossfade.loadtest.client.OpenLoop;
import io.crossfade.loadtest.client.Streams;
import io.crossfade.loadtest.client.Traffic;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.proxy.Program;
import io.crossfade.loadtest.proxy.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Keeps a gateway under steady load and looks for anything that grows. */
public final class Soak {
  /** How long each piece of load lasts, and so how far two samples are apart. */
  public static final int WINDOW_SECONDS = 10;

  /** Events a second in each stream. */
  public static final int EVENTS_PER_SECOND = 20;

  private static final int STREAMS = 100;
  private static final int CONNECTIONS = 64;
  private static final int RATE = 500;
  private static final int FEWEST_WINDOWS = 6;

  private final Target target;
  private final Traffic traffic;
  private final Consumer<String> progress;

  /**
   * A soak that is yet to start.
   *
   * @param target a gateway that tracks its native memory and every buffer
   */
  public Soak(Target target, Traffic traffic, Consumer<String> progress) {
    this.target = target;
    this.traffic = traffic;
    this.progress = progress;
  }

  /**
   * Runs the load.
   *
   * @param request a request that is answered whole
   * @param stream one that is answered by a stream of {@link #WINDOW_SECONDS}
   * @return what is wrong; nothing if all is well
   */
  public List<String> run(int minutes, Prompt request, Prompt stream) throws IOException {
    Program program = Objects.requireNonNull(target.program(), "a gateway is a program");
    Flatness flatness = new Flatness();
    int windows = Math.max(FEWEST_WINDOWS, minutes * 60 / WINDOW_SECONDS);
    for (int window = 1; window <= windows; window++) {
      load(request, stream);
      Map<String, Double> sample = Sample.of(program);
      flatness.add(sample);
      progress.accept("window %d of %d: %s".formatted(window, windows, sample));
    }
    List<String> wrong = new ArrayList<>(flatness.rising());
    program.said().lines().filter(line -> line.contains("LEAK")).limit(1).forEach(wrong::add);
    return wrong;
  }

  private void load(Prompt request, Prompt stream) {
    int events = EVENTS_PER_SECOND * WINDOW_SECONDS;
    try (Streams streams = traffic.streams(stream, STREAMS, events);
        OpenLoop requests = traffic.open(request, CONNECTIONS)) {
      streams.start();
      requests.run(RATE, (long) RATE * WINDOW_SECONDS);
      streams.finished();
    }
  }
}
