package io.crossfade.loadtest.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A certificate for 127.0.0.1, which everybody here trusts, and its key, as PEM files. */
public record Pem(Path certificate, Path key) {

  /** Has OpenSSL make them: a P-256 key, as most servers have. */
  public static Pem make(Path folder) throws IOException, InterruptedException {
    Pem made = new Pem(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    String command =
        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"
                + " -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout %s -out %s")
            .formatted(made.key, made.certificate);
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("openssl made no certificate: " + said);
    }
    return made;
  }
}
