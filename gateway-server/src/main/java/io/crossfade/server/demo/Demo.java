package io.crossfade.server.demo;

import io.crossfade.server.admin.AdminKeys;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the demonstration, from the first question to Ctrl-C. */
public final class Demo {
  private static final int QUESTIONS_PER_SECOND = 40;
  private static final int LOOPS = 2;

  private final int failAfterSeconds;
  private final PrintStream out;

  /**
   * A demonstration.
   *
   * @param failAfterSeconds when the new provider starts to fail, unless Enter is pressed before
   */
  public Demo(int failAfterSeconds, PrintStream out) {
    this.failAfterSeconds = failAfterSeconds;
    this.out = out;
  }

  /** Runs until the process is asked to end. */
  public void run() throws IOException, StartFailure, InterruptedException {
    Path folder = Files.createTempDirectory("crossfade-demo");
    try {
      run(folder);
    } finally {
      DemoFolder.delete(folder);
    }
  }

  private void run(Path folder) throws IOException, StartFailure, InterruptedException {
    try (DemoProvider old =
            new DemoProvider(
                new DemoProvider.Voice(List.of("I", "am", "the", "old", "one."), 90, 18));
        DemoProvider next =
            new DemoProvider(
                new DemoProvider.Voice(List.of("I", "am", "the", "new", "one."), 70, 12));
        PrintStream access = new PrintStream(folder.resolve("access.log").toFile())) {
      DemoFile file = new DemoFile(folder.resolve("gateway.yaml"), old.baseUrl(), next.baseUrl());
      file.split(DemoScript.FIRST_SPLIT);
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
      try (Gateway gateway =
              Gateway.start(new GatewayOptions(file.path(), folder, environment, access, LOOPS));
          DemoTraffic traffic = new DemoTraffic(url(gateway.dataAddress().getPort()))) {
        greet(gateway, folder, file);
        traffic.start(QUESTIONS_PER_SECOND);
        new DemoScript(gateway, file, next, traffic, out).play(failAfterSeconds);
      }
    }
  }

  private void greet(Gateway gateway, Path folder, DemoFile file) throws IOException {
    URI data = url(gateway.dataAddress().getPort());
    out.printf(
        """

        Crossfade is carrying sample traffic from an old provider to a new one.

          page     %s#key=%s
          metrics  %smetrics
          file     %s   (edit the split while it runs)
          log      %s

          curl %sv1/chat/completions -H 'content-type: application/json' \\
            -d '{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hi"}]}'
          curl %smetrics

        Press Enter to make the new provider fail now, Ctrl-C to end.

        """,
        url(gateway.adminAddress().getPort()),
        AdminKeys.keptOrMade(folder),
        url(gateway.adminAddress().getPort()),
        file.path(),
        folder.resolve("access.log"),
        data,
        url(gateway.adminAddress().getPort()));
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }
}
