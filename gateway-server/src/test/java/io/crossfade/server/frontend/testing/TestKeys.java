package io.crossfade.server.frontend.testing;

import io.crossfade.core.config.ServerConfig.Tls;
import io.crossfade.server.frontend.TlsContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A key pair for 127.0.0.1, made by the JDK's keytool.
 *
 * @param store holds the certificate as one to trust
 * @param context serves with the pair
 */
public record TestKeys(KeyStore store, SslContext context) implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  public static TestKeys make() {
    try {
      Path folder = Files.createTempDirectory("keys");
      TestKeys keys = in(folder);
      delete(folder);
      return keys;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Makes a pair and leaves its files there, named {@code CERTIFICATE} and {@code PRIVATE KEY}. */
  public static TestKeys in(Path folder) {
    try {
      Path keys = folder.resolve("keys.p12");
      Files.deleteIfExists(keys);
      KeyStore store = store(keys);
      Tls files =
          new Tls(
              pem(folder.resolve("CERTIFICATE"), store.getCertificate("pair").getEncoded()),
              pem(
                  folder.resolve("PRIVATE KEY"),
                  store.getKey("pair", PASSWORD.toCharArray()).getEncoded()));
      return new TestKeys(store, TlsContexts.read(files));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (GeneralSecurityException | InterruptedException unusable) {
      throw new IllegalStateException("no key pair could be made", unusable);
    }
  }

  /** The context for one connection. */
  public SslContext retained() {
    return ReferenceCountUtil.retain(context);
  }

  /** Ends the use of the context; to be called once. */
  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }

  private static KeyStore store(Path file)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias pair -keyalg EC -dname CN=127.0.0.1"
                        + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + file)
                    .split(" "))
            .inheritIO()
            .start();
    if (made.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    store.setCertificateEntry("trusted", store.getCertificate("pair"));
    return store;
  }

  private static Path pem(Path file, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(der);
    String type = file.getFileName().toString();
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
