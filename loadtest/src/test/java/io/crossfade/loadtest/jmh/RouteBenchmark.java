package io.crossfade.loadtest.jmh;

import io.crossfade.core.Arm;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.routing.RouteRequest;
import io.crossfade.routing.RoutingSnapshot;
import io.crossfade.server.control.Routings;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a call goes, with one migration at 5 %. */
@State(Scope.Thread)
public class RouteBenchmark {

  private final RoutingSnapshot snapshot = snapshot();
  private final RouteRequest request = new Asked("0190f3c2-7b1e-7c3a-9f00-3c5f1b2a4d6e");

  /** One call. */
  @Benchmark
  public Result<?> route() {
    return snapshot.route(request);
  }

  private static RoutingSnapshot snapshot() {
    String text =
        """
        providers:
          old: {type: openai-compatible, base_url: "http://127.0.0.1:1/v1"}
          new: {type: openai-compatible, base_url: "http://127.0.0.1:2/v1"}
        migrations:
          - {name: load, from: old/%s, to: new/%s, split: 5%%}
        """
            .formatted(Prompt.CONTROL_MODEL, Prompt.CANDIDATE_MODEL);
    return switch (ConfigReader.read("load.yaml", text, Map.of())) {
      case ConfigResult.Valid valid -> Routings.asStarted(valid.config(), Map.of(), Instant.EPOCH);
      case ConfigResult.Invalid invalid ->
          throw new IllegalStateException(invalid.problems().toString());
    };
  }

  /** A chat call with nothing but a request id. */
  private record Asked(String requestId) implements RouteRequest {
    private static final Endpoint CHAT =
        new Endpoint(Endpoint.Kind.CHAT_COMPLETIONS, Wire.OPENAI, null);

    @Override
    public Endpoint endpoint() {
      return CHAT;
    }

    @Override
    public String model() {
      return Prompt.CONTROL_MODEL;
    }

    @Override
    public @Nullable Arm pin() {
      return null;
    }

    @Override
    public @Nullable String user() {
      return null;
    }

    @Override
    public @Nullable String session() {
      return null;
    }

    @Override
    public @Nullable String keyId() {
      return null;
    }

    @Override
    public @Nullable String tenant() {
      return null;
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }
  }
}
