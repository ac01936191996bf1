package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate it signed itself, made by the JDK's keytool.
 *
 * @param pem the certificate
 * @param store holds key and certificate
 */
public record Certificates(Path pem, Path store) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes one.
   *
   * @param names subject alternative names as keytool writes them, such as {@code ip:127.0.0.1}
   */
  public static Certificates make(Path folder, String names)
      throws IOException, InterruptedException {
    Path store = folder.resolve("key.p12");
    Path pem = folder.resolve("cert.pem");
    keytool(
        "-genkeypair -alias a -keyalg EC -dname CN=t -ext san=%s -keystore %s -storepass %s"
            .formatted(names, store, PASSWORD));
    keytool(
        "-exportcert -rfc -alias a -file %s -keystore %s -storepass %s"
            .formatted(pem, store, PASSWORD));
    return new Certificates(pem, store);
  }

  /** Server sockets that show the certificate. */
  ServerSocketFactory sockets() throws IOException, GeneralSecurityException {
    return context().getServerSocketFactory();
  }

  /** Shows the certificate to whoever connects. */
  public SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
